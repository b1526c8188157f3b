package org.cloudmesh.testkit.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance type. Documented: "Amazon EC2 instance types".
 *
 * @param diskGib of its own disks together; 0 if it has none
 * @param gpu what its GPUs are called; null if it has none
 */
record InstanceType(
        String name,
        String architecture,
        int vcpus,
        int memoryMib,
        int diskGib,
        @Nullable String gpu,
        int gpus) {

    private static final String X86 = "x86_64";
    private static final String ARM = "arm64";
    private static final int GIB = 1024;
    private static final Map<String, InstanceType> ALL = all();

    private static Map<String, InstanceType> all() {
        var all = new ArrayList<InstanceType>();
        all.add(new InstanceType("t2.micro", X86, 1, GIB, 0, null, 0));
        for (var t : List.of("t3", "t3a", "t4g")) {
            var architecture = t.equals("t4g") ? ARM : X86;
            all.add(new InstanceType(t + ".nano", architecture, 2, GIB / 2, 0, null, 0));
            all.add(new InstanceType(t + ".micro", architecture, 2, GIB, 0, null, 0));
            all.add(new InstanceType(t + ".small", architecture, 2, 2 * GIB, 0, null, 0));
            all.add(new InstanceType(t + ".medium", architecture, 2, 4 * GIB, 0, null, 0));
            all.add(new InstanceType(t + ".large", architecture, 2, 8 * GIB, 0, null, 0));
        }
        for (var generation : List.of("5", "6i", "7i", "5d", "6g", "7g")) {
            var architecture = generation.endsWith("g") ? ARM : X86;
            int disk = generation.endsWith("d") ? 75 : 0;
            family(all, "c" + generation, architecture, 2, disk * 2 / 3);
            family(all, "m" + generation, architecture, 4, disk);
            family(all, "r" + generation, architecture, 8, disk);
        }
        all.add(new InstanceType("g4dn.xlarge", X86, 4, 16 * GIB, 125, "T4", 1));
        all.add(new InstanceType("g4dn.12xlarge", X86, 48, 192 * GIB, 900, "T4", 4));
        var byName = new LinkedHashMap<String, InstanceType>();
        all.forEach(type -> byName.put(type.name(), type));
        return byName;
    }

    private static void family(
            List<InstanceType> all, String family, String architecture, int gibPerVcpu, int diskGib) {
        var sizes = List.of("large", "xlarge", "2xlarge", "4xlarge", "8xlarge");
        int vcpus = 2;
        for (var size : sizes) {
            var name = family + "." + size;
            all.add(new InstanceType(
                    name, architecture, vcpus, vcpus * gibPerVcpu * GIB, diskGib * vcpus / 2, null, 0));
            vcpus *= 2;
        }
    }

    static List<InstanceType> list() {
        return List.copyOf(ALL.values());
    }

    static @Nullable InstanceType of(String name) {
        return ALL.get(name);
    }
}
