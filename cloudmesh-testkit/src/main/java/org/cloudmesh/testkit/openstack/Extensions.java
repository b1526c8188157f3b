package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.stream.Stream;

/** What of Nova's extensions is here. captured: from Nova Zed (fixture nova-extensions), which has 99. */
final class Extensions {

    private Extensions() {}

    static ObjectNode all() {
        var all = Stream.of(
                        "OS-DCF",
                        "OS-EXT-AZ",
                        "OS-EXT-IPS",
                        "OS-EXT-IPS-MAC",
                        "OS-EXT-STS",
                        "OS-FLV-DISABLED",
                        "OS-FLV-EXT-DATA",
                        "OS-SRV-USG",
                        "os-attach-interfaces",
                        "os-availability-zone",
                        "os-console-output",
                        "os-extended-volumes",
                        "os-flavor-rxtx",
                        "os-flavor-swap",
                        "os-keypairs",
                        "os-multiple-create",
                        "os-pause-server",
                        "os-server-start-stop",
                        "os-suspend-server",
                        "os-user-data")
                .map(Extensions::extension)
                .toList();
        return Json.object("extensions", all);
    }

    private static ObjectNode extension(String alias) {
        var extension = Json.object("alias", alias, "description", alias, "links", List.of(), "name", alias);
        extension.put("namespace", "http://docs.openstack.org/compute/ext/fake_xml");
        return extension.put("updated", "2014-12-03T00:00:00Z");
    }
}
