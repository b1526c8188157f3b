package org.cloudmesh.jclouds.http;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.cloudmesh.SshAddress;
import org.cloudmesh.spi.CloudConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How a machine is reached, and from where: by what the configuration says and what the machine carries. */
public final class Reach {

    private static final Logger LOG = LoggerFactory.getLogger(Reach.class);
    private static final String SSH_FROM = "default.ssh_from";
    private static final String EVERYWHERE = "0.0.0.0/0";
    private static final int ANY_PORT = 443;

    private final CloudConfig config;
    private final URI endpoint;

    /** Of that cloud. */
    public Reach(CloudConfig config, URI endpoint) {
        this.config = config;
        this.endpoint = endpoint;
    }

    /**
     * Where a running machine answers ssh: its public address, or its private one if its labels, or the configuration, say so.
     *
     * @param otherwise who to log in as where neither a label nor the configuration tells
     * @return null if it has no such address yet
     */
    public @Nullable SshAddress ssh(
            List<String> publicAddresses, List<String> privateAddresses, Map<String, String> labels, String otherwise) {
        var addresses = isPrivate(labels) ? privateAddresses : publicAddresses;
        if (addresses.isEmpty()) {
            return null;
        }
        var user = labels.getOrDefault(
                "cloudmesh-login", config.find("default.username").orElse(otherwise));
        return new SshAddress(user, addresses.get(0), SshAddress.DEFAULT_PORT);
    }

    /**
     * Those of these public addresses that ssh gets in by, the best first. It is let in from one range, which is of IPv4 unless
     * the configuration names one of IPv6: without such a one IPv6 addresses are none.
     */
    public List<String> open(List<String> publicAddresses) {
        boolean isIpv6 = config.find(SSH_FROM).filter(Reach::isIpv6).isPresent();
        return publicAddresses.stream()
                .filter(address -> isIpv6 || !isIpv6(address))
                .sorted(Comparator.comparing(address -> isIpv6(address) != isIpv6))
                .toList();
    }

    private static boolean isIpv6(String address) {
        return address.contains(":");
    }

    /** Whether it is to be reached by its private address. */
    public boolean isPrivate(Map<String, String> labels) {
        return labels.getOrDefault(
                        "cloudmesh-address", config.find("default.address").orElse("public"))
                .equals("private");
    }

    /**
     * From where ssh is let in, as a CIDR range: what the configuration names; else this machine's own address, where the
     * cloud sees that one; else everywhere, for behind a router nobody here knows what the cloud sees. It takes a key either way.
     *
     * @throws ConfigException if the configuration names no range
     */
    public String sshFrom() {
        var said = config.find(SSH_FROM);
        if (said.isPresent()) {
            return range(said.get());
        }
        var own = ownAddress();
        if (own != null) {
            return own;
        }
        LOG.warn(
                "{}: ssh is let in from everywhere, for the cloud does not see this machine's own address; {} names a range",
                config.cloud(),
                SSH_FROM);
        return EVERYWHERE;
    }

    private String range(String said) {
        var parts = said.split("/", 2);
        try {
            boolean literal = parts[0].matches("[0-9a-fA-F:.]+") && parts[0].matches(".*[:.].*");
            int longest = literal && InetAddress.getByName(parts[0]) instanceof Inet6Address ? 128 : 32;
            int bits = parts.length == 1 ? longest : Integer.parseInt(parts[1]);
            if (literal && bits >= 0 && bits <= longest) {
                return parts[0] + "/" + bits;
            }
        } catch (IOException | NumberFormatException e) {
            // Told below, with what would be right.
            LOG.debug("{} is no range", said, e);
        }
        throw new ConfigException("%s of cloud \"%s\" is a range of addresses such as 192.0.2.0/24, not \"%s\""
                .formatted(SSH_FROM, config.cloud(), said));
    }

    /** As seen by the endpoint: its own kind, private or public. Nothing is sent. */
    private @Nullable String ownAddress() {
        try (var socket = new DatagramSocket()) {
            var there = InetAddress.getByName(endpoint.getHost());
            socket.connect(new InetSocketAddress(there, ANY_PORT));
            var here = socket.getLocalAddress();
            if (here.isAnyLocalAddress() || isLocal(here) != isLocal(there)) {
                return null;
            }
            return here.getHostAddress().replaceFirst("%.*", "") + (here instanceof Inet6Address ? "/128" : "/32");
        } catch (IOException | RuntimeException e) {
            LOG.debug("no address of this machine is known", e);
            return null;
        }
    }

    /** Whether the world cannot reach it: those of RFC 1918, 4193 and 6598, and what is link-local or the machine's own. */
    public static boolean isLocal(InetAddress address) {
        int first = address.getAddress()[0] & 0xff;
        int second = address.getAddress()[1] & 0xff;
        boolean isShared =
                address instanceof Inet6Address ? (first & 0xfe) == 0xfc : first == 100 && (second & 0xc0) == 64;
        return isShared || address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isLinkLocalAddress();
    }
}
