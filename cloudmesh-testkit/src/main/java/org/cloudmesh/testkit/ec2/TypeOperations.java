package org.cloudmesh.testkit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Documented: "DescribeInstanceTypes". */
final class TypeOperations {

    private static final List<String> FILTERS = List.of(
            "bare-metal",
            "current-generation",
            "instance-storage-supported",
            "instance-type",
            "memory-info.size-in-mib",
            "processor-info.supported-architecture",
            "vcpu-info.default-vcpus");

    private TypeOperations() {}

    static Consumer<Xml> describe(Region region, Params params) {
        var names = params.list("InstanceType");
        var unknown =
                names.stream().filter(name -> InstanceType.of(name) == null).toList();
        if (!unknown.isEmpty()) {
            // Captured: from moto 5.2.3.
            throw new Ec2Error("InvalidInstanceType", "The following supplied instance types do not exist: " + unknown);
        }
        if (!names.isEmpty() && params.has("MaxResults")) {
            throw Ec2Error.invalid("The parameter instanceType cannot be used with the parameter maxResults");
        }
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var hits = InstanceType.list().stream()
                .filter(type -> names.isEmpty() || names.contains(type.name()))
                .filter(type -> filters.match(Map.of(), name -> attribute(type, name)))
                .toList();
        var page = Page.of(params, hits, new Page.Limits(5, 100, region.pageSize()));
        return xml -> xml.items("instanceTypeSet", page.items(), TypeOperations::write)
                .text("nextToken", page.nextToken());
    }

    private static @Nullable Collection<String> attribute(InstanceType type, String filter) {
        return switch (filter) {
            case "bare-metal" -> List.of("false");
            case "current-generation" -> List.of("true");
            case "instance-storage-supported" -> List.of(Boolean.toString(type.diskGib() > 0));
            case "instance-type" -> List.of(type.name());
            case "memory-info.size-in-mib" -> List.of(Integer.toString(type.memoryMib()));
            case "processor-info.supported-architecture" -> List.of(type.architecture());
            case "vcpu-info.default-vcpus" -> List.of(Integer.toString(type.vcpus()));
            default -> null;
        };
    }

    private static void write(Xml xml, InstanceType type) {
        xml.text("instanceType", type.name())
                .text("currentGeneration", true)
                .text("freeTierEligible", type.name().endsWith(".micro"))
                .texts("supportedUsageClasses", List.of("on-demand", "spot"))
                .texts("supportedRootDeviceTypes", List.of("ebs"))
                .texts("supportedVirtualizationTypes", List.of("hvm"))
                .text("bareMetal", false)
                .text("hypervisor", type.name().startsWith("t2.") ? "xen" : "nitro")
                .in("processorInfo", in -> in.texts("supportedArchitectures", List.of(type.architecture())))
                .in("vCpuInfo", in -> in.text("defaultVCpus", type.vcpus()))
                .in("memoryInfo", in -> in.text("sizeInMiB", type.memoryMib()))
                .text("instanceStorageSupported", type.diskGib() > 0);
        if (type.diskGib() > 0) {
            xml.in(
                    "instanceStorageInfo",
                    in -> in.text("totalSizeInGB", type.diskGib())
                            .items(
                                    "disks",
                                    List.of(type),
                                    (one, disk) -> one.text("sizeInGB", disk.diskGib())
                                            .text("count", 1)
                                            .text("type", "ssd")));
        }
        if (type.gpus() > 0) {
            xml.in("gpuInfo", in -> in.items("gpus", List.of(type), TypeOperations::gpu));
        }
        xml.text("burstablePerformanceSupported", type.name().startsWith("t"));
    }

    private static void gpu(Xml xml, InstanceType type) {
        xml.text("name", Objects.requireNonNull(type.gpu()))
                .text("manufacturer", "NVIDIA")
                .text("count", type.gpus())
                .in("memoryInfo", in -> in.text("sizeInMiB", 16 * 1024));
    }
}
