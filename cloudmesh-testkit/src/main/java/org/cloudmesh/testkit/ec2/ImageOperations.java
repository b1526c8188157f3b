package org.cloudmesh.testkit.ec2;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documented: "DescribeImages". */
final class ImageOperations {

    private static final List<String> FILTERS = List.of(
            "architecture",
            "creation-date",
            "description",
            "hypervisor",
            "image-id",
            "image-type",
            "is-public",
            "name",
            "owner-alias",
            "owner-id",
            "root-device-type",
            "state",
            "virtualization-type");

    private ImageOperations() {}

    static Consumer<Xml> describe(Region region, Params params) {
        var ids = params.list("ImageId");
        var owners = Set.copyOf(params.list("Owner"));
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var all = ids.isEmpty() ? region.images().all() : region.images().all(ids);
        var hits = all.stream()
                .filter(image -> owners.isEmpty() || isOf(owners, image))
                .filter(image -> filters.match(region.tags().of(image.id()), name -> attribute(image, name)))
                .toList();
        var page = Page.of(params, hits, new Page.Limits(1, 1000, region.pageSize()));
        var tags = new HashMap<String, Map<String, String>>();
        page.items().stream()
                .map(Ec2Image::id)
                .filter(id -> !region.tags().of(id).isEmpty())
                .forEach(id -> tags.put(id, region.tags().of(id)));
        return xml -> xml.items("imagesSet", page.items(), (one, image) -> write(one, image, tags))
                .text("nextToken", page.nextToken());
    }

    // Documented: an account's id, "self", "amazon", "aws-marketplace" …
    private static boolean isOf(Set<String> owners, Ec2Image image) {
        return owners.contains(image.ownerId())
                || owners.contains(image.ownerAlias())
                || owners.contains("self") && image.ownerId().equals(Region.ACCOUNT);
    }

    private static @Nullable Collection<String> attribute(Ec2Image image, String filter) {
        return switch (filter) {
            case "architecture" -> List.of(image.architecture());
            case "creation-date" -> List.of(image.creationDate());
            case "description" -> List.of(image.description());
            case "hypervisor" -> List.of("xen");
            case "image-id" -> List.of(image.id());
            case "image-type" -> List.of("machine");
            case "is-public" -> List.of(Boolean.toString(isPublic(image)));
            case "name" -> List.of(image.name());
            case "owner-alias" -> image.ownerAlias().isEmpty() ? List.of() : List.of(image.ownerAlias());
            case "owner-id" -> List.of(image.ownerId());
            case "root-device-type" -> List.of("ebs");
            case "state" -> List.of(image.state());
            case "virtualization-type" -> List.of("hvm");
            default -> null;
        };
    }

    private static boolean isPublic(Ec2Image image) {
        return !image.ownerId().equals(Region.ACCOUNT);
    }

    private static void write(Xml xml, Ec2Image image, Map<String, Map<String, String>> tags) {
        xml.text("imageId", image.id())
                .text("imageLocation", image.ownerId() + "/" + image.name())
                .text("imageState", image.state())
                .text("imageOwnerId", image.ownerId())
                .text("creationDate", image.creationDate())
                .text("isPublic", isPublic(image))
                .text("architecture", image.architecture())
                .text("imageType", "machine")
                .text("imageOwnerAlias", image.ownerAlias().isEmpty() ? null : image.ownerAlias())
                .text("name", image.name())
                .text("description", image.description())
                .text("rootDeviceType", "ebs")
                .text("rootDeviceName", "/dev/sda1");
        xml.items("blockDeviceMapping", List.of(image), ImageOperations::disk).text("virtualizationType", "hvm");
        Tags.write(xml, tags.getOrDefault(image.id(), Map.of()));
        xml.text("hypervisor", "xen").text("enaSupport", true).text("platformDetails", "Linux/UNIX");
    }

    private static void disk(Xml xml, Ec2Image image) {
        xml.text("deviceName", "/dev/sda1")
                .in(
                        "ebs",
                        ebs -> ebs.text("snapshotId", "snap-" + image.id().substring("ami-".length()))
                                .text("volumeSize", image.sizeGib())
                                .text("deleteOnTermination", true)
                                .text("volumeType", "gp2")
                                .text("encrypted", false));
    }
}
