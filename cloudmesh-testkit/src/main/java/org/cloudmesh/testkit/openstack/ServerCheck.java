package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What Nova asks of a new server beyond its schema. captured: from Nova Zed (fixtures named with each). */
final class ServerCheck {

    private static final long GIB = 1L << 30;

    private final Region region;
    private final ServerRequest request;

    ServerCheck(Region region, ServerRequest request) {
        this.region = region;
        this.request = request;
    }

    /** Returns the networks the servers will be on. */
    List<ServerRequest.Attachment> check() {
        if (request.zone() != null && !request.zone().equals(Region.ZONE)) {
            throw NovaErrors.badRequest("The requested availability zone is not available"); // nova-unknown-zone
        }
        if (request.image().isEmpty()) {
            throw NovaErrors.badRequest("Missing imageRef attribute"); // nova-no-image
        }
        var flavor = region.flavors().find(request.flavor());
        if (flavor == null) {
            throw NovaErrors.badRequest("Flavor " + request.flavor() + " could not be found."); // nova-unknown-flavor
        }
        fits(flavor, image());
        if (request.key() != null && region.keyPairs().find(request.key()) == null) {
            throw NovaErrors.badRequest("Invalid key_name provided."); // nova-unknown-key
        }
        groups();
        var attachments = attachments();
        quota();
        return attachments;
    }

    private ObjectNode image() {
        var image = region.images().find(request.image());
        if (image == null) {
            throw NovaErrors.badRequest("Can not find requested image"); // nova-unknown-image
        }
        if (!image.path("status").asText().equals("active")) {
            throw NovaErrors.badRequest("Image " + request.image() + " is not active."); // nova-image-not-active
        }
        return image;
    }

    // nova-flavor-too-small-ram, nova-flavor-too-small-disk
    private static void fits(ObjectNode flavor, ObjectNode image) {
        if (flavor.path("ram").asInt() < image.path("min_ram").asInt()) {
            throw NovaErrors.badRequest("Flavor's memory is too small for requested image.");
        }
        var disk = flavor.path("disk").asLong() * GIB;
        var least = image.path("min_disk").asLong() * GIB;
        // A flavor of no disk takes the image's (nova/compute/api.py, _validate_flavor_image_nostatus).
        if (disk != 0 && disk < image.path("size").asLong()) {
            throw NovaErrors.badRequest("Flavor's disk is too small for requested image. Flavor disk is " + disk
                    + " bytes, image is " + image.path("size").asLong() + " bytes.");
        }
        if (disk != 0 && disk < least) {
            throw NovaErrors.badRequest(
                    "Flavor's disk is smaller than the minimum size specified in image metadata. Flavor" + " disk is "
                            + disk + " bytes, minimum size is " + least + " bytes.");
        }
    }

    private void groups() {
        request.groups().forEach(each -> group(region, each));
    }

    /** The id of the group of that name or id; nova-unknown-group, nova-ambiguous-group. */
    static String group(Region region, String nameOrId) {
        var groups = region.network().groups();
        var found = groups.where(each -> each.path("id").asText().equals(nameOrId)
                || each.path("name").asText().equals(nameOrId));
        if (found.isEmpty()) {
            throw NovaErrors.badRequest("Unable to find security_group with name or id '" + nameOrId + "'");
        }
        if (found.size() > 1) {
            throw NovaErrors.conflict("Multiple security_group matches found for name '" + nameOrId
                    + "', use an ID to be more specific.");
        }
        return found.get(0).path("id").asText();
    }

    private List<ServerRequest.Attachment> attachments() {
        var named = request.networks();
        if (named == null) {
            return available();
        }
        for (var each : named) {
            if (each.port() != null) {
                port(each.port());
            } else if (each.network() != null) {
                network(each.network());
            }
        }
        return named;
    }

    // nova-several-networks; a project that has no network gets servers without one (nova/network/neutron.py).
    private List<ServerRequest.Attachment> available() {
        var found = region.network()
                .networks()
                .where(each -> !each.path("router:external").asBoolean());
        if (found.size() > 1) {
            throw NovaErrors.conflict("Multiple possible networks found, use a Network ID to be more specific.");
        }
        var attachments = new ArrayList<ServerRequest.Attachment>();
        found.forEach(each -> {
            network(each.path("id").asText());
            attachments.add(new ServerRequest.Attachment(each.path("id").asText(), null));
        });
        return attachments;
    }

    private void network(String id) {
        var network = region.network().networks().find(id);
        if (network == null) {
            throw NovaErrors.badRequest("Network " + id + " could not be found."); // nova-unknown-network
        }
        if (network.path("subnets").isEmpty()) {
            // nova-network-without-subnet
            throw NovaErrors.badRequest("Network " + id + " requires a subnet in order to boot instances on.");
        }
    }

    private void port(String id) {
        var port = region.network().ports().find(id);
        if (port == null) {
            throw NovaErrors.badRequest("Port id " + id + " could not be found."); // nova-unknown-port
        }
        if (!port.path("device_id").asText().isEmpty()) {
            // nova/exception.py, PortInUse
            throw NovaErrors.conflict("Port " + id + " is still in use.");
        }
    }

    // nova-quota-instances
    private void quota() {
        var used = region.servers().all().size();
        if (used + request.count() > region.quota()) {
            throw NovaErrors.forbidden("Quota exceeded for instances: Requested " + request.count()
                    + ", but already used " + used + " of " + region.quota() + " instances");
        }
    }
}
