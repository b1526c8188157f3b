package org.cloudmesh.jclouds.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import org.cloudmesh.spi.CloudConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which addresses are reached, and by whom. */
class ReachTest {

    private static final List<String> BOTH = List.of("203.0.113.7", "2001:db8::7");

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, true",
        "10.0.0.1, true",
        "172.16.0.1, true",
        "172.32.0.1, false",
        "192.168.1.1, true",
        "169.254.169.254, true",
        "100.63.255.255, false",
        "100.64.0.1, true",
        "100.127.255.255, true",
        "100.128.0.0, false",
        "203.0.113.7, false",
        "::1, true",
        "fe80::1, true",
        "fc00::1, true",
        "fd12:3456:789a::1, true",
        "2001:db8::7, false"
    })
    void knowsWhatTheWorldCannotReach(String address, boolean local) throws UnknownHostException {
        var literal = InetAddress.getByName(address);

        assertThat(Reach.isLocal(literal)).isEqualTo(local);
    }

    @Test
    void letsNobodyInByAnIpv6AddressUnlessARangeOfIpv6IsNamed() {
        var usual = reach(Map.of());
        var named = reach(Map.of("default.ssh_from", "2001:db8::/32"));

        assertThat(usual.open(BOTH)).containsExactly("203.0.113.7");
        assertThat(named.open(BOTH)).containsExactly("2001:db8::7", "203.0.113.7");
        assertThat(usual.open(List.of("2001:db8::7"))).isEmpty();
    }

    private static Reach reach(Map<String, String> settings) {
        return new Reach(CloudConfig.of("here", settings), URI.create("http://127.0.0.1:1"));
    }
}
