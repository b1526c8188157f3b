package org.cloudmesh.testkit.openstack;

import java.util.List;
import java.util.Map;

/** What a region has before anybody comes. */
final class FreshRegion {

    private FreshRegion() {}

    static void furnish(Region region) {
        var flavors = region.flavors();
        // documented: DevStack, lib/nova: the flavors a fresh one has
        flavors.add(FlavorsApi.row(region, "1", "m1.tiny", 1, 512, 1));
        flavors.add(FlavorsApi.row(region, "2", "m1.small", 1, 2048, 20));
        flavors.add(FlavorsApi.row(region, "3", "m1.medium", 2, 4096, 40));
        var properties = Map.of("os_distro", "ubuntu", "os_version", "22.04");
        region.images().add(Images.row(region, World.id(), FakeOpenStack.Image.named("ubuntu-22.04", properties)));
        GroupsApi.addDefault(region);
        if (region.world().options.needsFloatingAddress) {
            addPrivate(region);
        } else {
            var shared = region.network().networks().add(NetworkRows.network(region, "sharednet1", false, true));
            region.network().subnets().add(NetworkRows.subnet(region, shared, "192.0.2"));
        }
    }

    // documented: DevStack, lib/neutron_plugins: private behind router1, public outside
    private static void addPrivate(Region region) {
        var network = region.network();
        var inside = network.networks().add(NetworkRows.network(region, "private", false, false));
        network.subnets().add(NetworkRows.subnet(region, inside, "10.0.0"));
        var outside = network.networks().add(NetworkRows.network(region, "public", true, false));
        network.subnets().add(NetworkRows.subnet(region, outside, "172.24.4"));
        network.routers().add(NetworkRows.router(region, outside));
    }

    static String network(Region region, String name) {
        var network = region.network();
        var added = network.networks().add(NetworkRows.network(region, name, false, false));
        network.subnets()
                .add(NetworkRows.subnet(
                        region, added, "10.1." + network.networks().all().size()));
        return added.path("id").asText();
    }

    static String server(Region region, String name, Map<String, String> metadata) {
        var image = region.images().all().get(0).path("id").asText();
        var flavor = region.flavors().all().get(0).path("id").asText();
        var networks = region
                .network()
                .networks()
                .where(each -> !each.path("router:external").asBoolean())
                .stream()
                .limit(1)
                .map(each -> new ServerRequest.Attachment(each.path("id").asText(), null))
                .toList();
        var request = new ServerRequest(name, image, flavor, null, List.of(), networks, metadata, null, null, 1, false);
        return region.servers().create(name, request, networks).id();
    }
}
