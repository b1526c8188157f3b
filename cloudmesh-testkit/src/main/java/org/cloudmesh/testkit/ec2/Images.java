package org.cloudmesh.testkit.ec2;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The AMIs of a region. */
final class Images {

    private record Publisher(String id, String alias, String name, String description, String architecture) {}

    // The accounts are the publishers' own.
    private static final List<Publisher> PUBLISHERS = List.of(
            new Publisher(
                    "099720109477",
                    "",
                    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-%s",
                    "Canonical, Ubuntu, 22.04 LTS, amd64 jammy image",
                    "x86_64"),
            new Publisher(
                    "099720109477",
                    "",
                    "ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-arm64-server-%s",
                    "Canonical, Ubuntu, 22.04 LTS, arm64 jammy image",
                    "arm64"),
            new Publisher(
                    "137112412989",
                    "amazon",
                    "al2023-ami-2023.%s-kernel-6.1-x86_64",
                    "Amazon Linux 2023 AMI x86_64 HVM kernel-6.1",
                    "x86_64"),
            new Publisher("136693071363", "", "debian-12-amd64-%s", "Debian 12 (amd64)", "x86_64"));

    private final List<Ec2Image> all = new ArrayList<>();
    private final Map<String, Ec2Image> byId = new HashMap<>();

    Images(String region, int count) {
        for (int i = 0; i < count; i++) {
            add(made(region, i));
        }
    }

    private static Ec2Image made(String region, int i) {
        var publisher = PUBLISHERS.get(i % PUBLISHERS.size());
        // A publisher has one image a day, the latest first.
        var day = LocalDate.of(2025, 12, 31).minusDays(i / PUBLISHERS.size());
        return new Ec2Image(
                Ids.of(region, "ami-", -1L - i),
                String.format(publisher.name(), day.toString().replace("-", "")),
                publisher.description(),
                publisher.architecture(),
                publisher.id(),
                publisher.alias(),
                "available",
                day + "T00:00:00.000Z",
                8);
    }

    void add(Ec2Image image) {
        if (byId.put(image.id(), image) != null) {
            all.removeIf(other -> other.id().equals(image.id()));
        }
        all.add(image);
    }

    void remove(String id) {
        byId.remove(id);
        all.removeIf(other -> other.id().equals(id));
    }

    List<Ec2Image> all() {
        return Collections.unmodifiableList(new ArrayList<>(all));
    }

    boolean has(String id) {
        return byId.containsKey(id);
    }

    Ec2Image known(String id) {
        return all(List.of(id)).get(0);
    }

    /** Those; all or nothing. */
    List<Ec2Image> all(List<String> ids) {
        for (var id : ids) {
            if (!Ids.isWellFormed("ami-", id)) {
                throw new Ec2Error("InvalidAMIID.Malformed", "Invalid id: \"" + id + "\"");
            }
        }
        var unknown = ids.stream().filter(id -> !byId.containsKey(id)).toList();
        if (!unknown.isEmpty()) {
            // Captured: from moto 5.2.3, which has it from EC2.
            throw new Ec2Error(
                    "InvalidAMIID.NotFound",
                    "The image " + (unknown.size() == 1 ? "id" : "ids") + " '[" + String.join(", ", unknown) + "]' do"
                            + (unknown.size() == 1 ? "es" : "") + " not exist");
        }
        var found = new ArrayList<Ec2Image>();
        ids.stream().distinct().forEach(id -> {
            var image = byId.get(id);
            if (image != null) {
                found.add(image);
            }
        });
        return found;
    }
}
