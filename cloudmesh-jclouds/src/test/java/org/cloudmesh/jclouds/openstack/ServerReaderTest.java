package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.cloudmesh.Node;
import org.cloudmesh.SshAddress;
import org.cloudmesh.jclouds.http.Reach;
import org.cloudmesh.spi.CloudConfig;
import org.junit.jupiter.api.Test;

/** Which address of a server ssh goes to. */
class ServerReaderTest {

    private static final String DUAL_STACK = """
            {"id": "1", "name": "web", "status": "ACTIVE", "addresses": {"net": [
              {"version": 6, "addr": "2001:db8::7", "OS-EXT-IPS:type": "fixed"},
              {"version": 4, "addr": "10.0.0.7", "OS-EXT-IPS:type": "fixed"}]}}
            """;

    @Test
    void needsAFloatingAddressWhereTheOnlyPublicOneIsOfIpv6() throws JsonProcessingException {
        var node = read(Map.of());

        assertThat(node.publicAddresses()).containsExactly("2001:db8::7");
        assertThat(node.privateAddresses()).containsExactly("10.0.0.7");
        assertThat(node.ssh()).isNull();
    }

    @Test
    void usesAnIpv6AddressWhereSshIsLetInFromSuchOnes() throws JsonProcessingException {
        var node = read(Map.of("default.ssh_from", "::/0"));

        assertThat(node.ssh()).isEqualTo(new SshAddress("root", "2001:db8::7", SshAddress.DEFAULT_PORT));
    }

    private static Node read(Map<String, String> settings) throws JsonProcessingException {
        var reach = new Reach(CloudConfig.of("here", settings), URI.create("http://127.0.0.1:1"));
        return new ServerReader("here", "East", reach).read(Json.MAPPER.readTree(DUAL_STACK), Instant.EPOCH);
    }
}
