package org.cloudmesh.internal.credentials;

import java.net.Proxy;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.ProxyAddress;
import org.jspecify.annotations.Nullable;

/** The proxy a cloud's section names, else the environment's, as curl and Go understand the variables. */
record Proxies(CloudSection section, Surroundings surroundings) {

    private static final List<String> KEYS = List.of("proxy", "credentials.proxy");
    private static final Set<String> NONE = Set.of("none", "direct");
    private static final List<String> HTTPS = List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");

    /** HTTP_PROXY in capitals may be a header of a request to a CGI program (httpoxy), and is not looked at. */
    private static final List<String> HTTP = List.of("http_proxy", "ALL_PROXY", "all_proxy");

    // Not java.net.URI: its exceptions quote what they were given.
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:([A-Za-z0-9+.-]+)://)?(?:(.*)@)?(\\[[0-9A-Fa-f:.%]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?/?");

    /** The proxy to that endpoint; empty if there is to be none. */
    Optional<ProxyAddress> find(URI endpoint) {
        for (var key : KEYS) {
            var setting = section.find(key);
            if (setting != null) {
                return parse(setting.value(), sentence -> section.fault(key, sentence));
            }
        }
        // A host with an underscore in it is none to java.net.URI.
        var host = endpoint.getHost() != null ? endpoint.getHost() : String.valueOf(endpoint.getAuthority());
        if (NoProxy.isThisMachine(host) || noProxy().covers(host, port(endpoint))) {
            return Optional.empty();
        }
        return ("http".equalsIgnoreCase(endpoint.getScheme()) ? HTTP : HTTPS)
                .stream()
                        .filter(name -> surroundings.variable(name) != null)
                        .findFirst()
                        .flatMap(this::ofVariable);
    }

    private Optional<ProxyAddress> ofVariable(String name) {
        var value = surroundings.variable(name);
        return value == null
                ? Optional.empty()
                : parse(value, sentence -> new ConfigException("%s in the environment: %s".formatted(name, sentence)));
    }

    private NoProxy noProxy() {
        var value = surroundings.variable("NO_PROXY");
        return new NoProxy(value != null ? value : surroundings.variable("no_proxy"));
    }

    private static int port(URI endpoint) {
        if (endpoint.getPort() >= 0) {
            return endpoint.getPort();
        }
        return "http".equalsIgnoreCase(endpoint.getScheme()) ? 80 : 443;
    }

    private static Optional<ProxyAddress> parse(String text, Function<String, ConfigException> fault) {
        var value = text.strip();
        if (NONE.contains(value.toLowerCase(Locale.ROOT))) {
            return Optional.empty();
        }
        var address = ADDRESS.matcher(value);
        if (!address.matches()) {
            throw fault.apply("this is no address of a proxy; write it as http://user:password@host:3128,"
                    + " socks5://host:1080 or none");
        }
        var type = type(address.group(1), fault);
        var login = address.group(2);
        int colon = login == null ? -1 : login.indexOf(':');
        return Optional.of(new ProxyAddress(
                type,
                address.group(3).replaceAll("[\\[\\]]", ""),
                port(address.group(4), type, fault),
                login == null ? null : decoded(colon < 0 ? login : login.substring(0, colon), fault),
                login == null || colon < 0 ? null : decoded(login.substring(colon + 1), fault)));
    }

    private static Proxy.Type type(@Nullable String scheme, Function<String, ConfigException> fault) {
        return switch (scheme == null ? "http" : scheme.toLowerCase(Locale.ROOT)) {
            case "http" -> Proxy.Type.HTTP;
            case "socks", "socks5", "socks5h" -> Proxy.Type.SOCKS;
            default ->
                throw fault.apply("a proxy is reached by http:// or socks5://, and this is another scheme;"
                        + " an HTTP proxy is written http:// for https endpoints too");
        };
    }

    private static int port(@Nullable String digits, Proxy.Type type, Function<String, ConfigException> fault) {
        if (digits == null) {
            return type == Proxy.Type.SOCKS ? 1080 : 80;
        }
        int port = Integer.parseInt(digits);
        if (port < 1 || port > 65_535) {
            throw fault.apply("the proxy's port is not from 1 to 65535");
        }
        return port;
    }

    private static String decoded(String text, Function<String, ConfigException> fault) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw fault.apply("a % in the proxy's user or password begins no two hexadecimal digits; write it as %25");
        }
    }
}
