package org.cloudmesh.internal.credentials;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** NO_PROXY: hosts, domains, addresses and blocks of them, each with a port if wanted. Asks no name server. */
final class NoProxy {

    private static final Pattern ADDRESS = Pattern.compile("[0-9]+(\\.[0-9]+){3}|[0-9A-Fa-f]*:[0-9A-Fa-f:.]*");
    private static final Pattern PORT = Pattern.compile("([^:]+|\\[.*]):(\\d{1,5})");

    private final List<String> entries;

    NoProxy(@Nullable String list) {
        entries = list == null
                ? List.of()
                : Arrays.stream(list.toLowerCase(Locale.ROOT).split("[,\\s]+"))
                        .filter(entry -> !entry.isEmpty())
                        .toList();
    }

    /** Whether that is a name or address of this machine: no proxy could reach it. */
    static boolean isThisMachine(String host) {
        var address = address(bare(host));
        return address != null ? address.isLoopbackAddress() : bare(host).equals("localhost");
    }

    boolean covers(String host, int port) {
        return entries.stream().anyMatch(entry -> covers(entry, bare(host), port));
    }

    private static boolean covers(String entry, String host, int port) {
        if (entry.equals("*")) {
            return true;
        }
        var withPort = PORT.matcher(entry);
        if (withPort.matches()) {
            return Integer.parseInt(withPort.group(2)) == port && covers(withPort.group(1), host, port);
        }
        var address = address(host);
        if (address != null) {
            return isInBlock(bare(entry), address);
        }
        var domain = entry.startsWith("*.") ? entry.substring(2) : entry.startsWith(".") ? entry.substring(1) : entry;
        return host.equals(domain) || host.endsWith("." + domain);
    }

    private static boolean isInBlock(String block, InetAddress address) {
        int slash = block.indexOf('/');
        var first = address(slash < 0 ? block : block.substring(0, slash));
        if (first == null || first.getAddress().length != address.getAddress().length) {
            return false;
        }
        int bits = address.getAddress().length * Byte.SIZE;
        var length = slash < 0 ? "" + bits : block.substring(slash + 1);
        if (!length.matches("\\d{1,3}") || Integer.parseInt(length) > bits) {
            return false;
        }
        int rest = bits - Integer.parseInt(length);
        return number(first).shiftRight(rest).equals(number(address).shiftRight(rest));
    }

    private static BigInteger number(InetAddress address) {
        return new BigInteger(1, address.getAddress());
    }

    /** Of a literal alone, so that nobody is asked. */
    private static @Nullable InetAddress address(String text) {
        try {
            return ADDRESS.matcher(text).matches() ? InetAddress.getByName(text) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    private static String bare(String host) {
        var small = host.toLowerCase(Locale.ROOT);
        var inside = small.startsWith("[") ? small.replaceAll("[\\[\\]]", "") : small;
        return inside.endsWith(".") ? inside.substring(0, inside.length() - 1) : inside;
    }
}
