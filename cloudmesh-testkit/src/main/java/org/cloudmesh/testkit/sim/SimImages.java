package org.cloudmesh.testkit.sim;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.Image;
import org.cloudmesh.spi.ImageBuilder;
import org.jspecify.annotations.Nullable;

/**
 * The images of a {@link SimCloud}: two that are always there, then a build a day of some systems, then its owner's. Thread-safe.
 */
final class SimImages implements SimEntries<Image> {

    static final String DEFAULT = "sim-image";

    private static final List<String> IDS = List.of(DEFAULT, "sim-image-gpu");
    private static final List<String> NAMES = List.of("Sim-Linux", "Sim-Linux-CUDA");
    private static final List<String> SYSTEMS = List.of(
            "Ubuntu-22.04",
            "Ubuntu-24.04",
            "Debian-12",
            "CentOS-Stream-9",
            "Rocky-9",
            "Fedora-41",
            "openSUSE-15.6",
            "Ubuntu-22.04-CUDA");
    private static final List<String> ARCHITECTURES = List.of("x86_64", "aarch64");
    private static final LocalDate FIRST_BUILD = LocalDate.of(2020, 1, 1);

    private final int generated;
    private final List<String> own;
    private @Nullable Map<String, Integer> byName;

    private SimImages(int generated, List<String> own) {
        this.generated = generated;
        this.own = List.copyOf(own);
    }

    static SimImages two() {
        return new SimImages(2, List.of());
    }

    SimImages withCount(int count) {
        if (count < 1) {
            throw new IllegalArgumentException("there is at least one image to boot, not " + count);
        }
        return new SimImages(count, own);
    }

    SimImages withName(String name) {
        var names = new ArrayList<>(own);
        names.add(name);
        return new SimImages(generated, names);
    }

    boolean has(String id) {
        return number(id) >= 0;
    }

    @Override
    public Stream<Image> list(String cloud) {
        return IntStream.range(0, count()).mapToObj(number -> image(cloud, number));
    }

    @Override
    public Optional<Image> find(String cloud, String idOrName) {
        int byId = number(idOrName);
        return Optional.ofNullable(byId >= 0 ? Integer.valueOf(byId) : byName().get(idOrName))
                .map(number -> image(cloud, number));
    }

    private int count() {
        return generated + own.size();
    }

    private int number(String id) {
        int number = IDS.contains(id) ? IDS.indexOf(id) : digits(id);
        return number < count() && id(Math.max(0, number)).equals(id) ? number : -1;
    }

    private static int digits(String id) {
        return id.matches("sim-image-[0-9]{6,9}") ? Integer.parseInt(id.substring(DEFAULT.length() + 1)) : -1;
    }

    private synchronized Map<String, Integer> byName() {
        if (byName == null) {
            byName = new HashMap<>();
            for (int number = 0; number < count(); number++) {
                byName.put(name(number), number);
            }
        }
        return byName;
    }

    private Image image(String cloud, int number) {
        var id = id(number);
        var name = name(number);
        return new ImageBuilder(cloud, id, name)
                .architecture(number < IDS.size() || number >= generated ? null : architecture(number))
                .loginUser("sim")
                .raw(SimMessage.of(id, name, "active"))
                .build();
    }

    private static String id(int number) {
        return number < IDS.size() ? IDS.get(number) : "sim-image-%06d".formatted(number);
    }

    private String name(int number) {
        if (number >= generated) {
            return own.get(number - generated);
        }
        if (number < NAMES.size()) {
            return NAMES.get(number);
        }
        int day = number / (SYSTEMS.size() * ARCHITECTURES.size());
        return "%s-%s-%s"
                .formatted(
                        SYSTEMS.get(number % SYSTEMS.size()),
                        architecture(number),
                        FIRST_BUILD.plusDays(day).format(DateTimeFormatter.BASIC_ISO_DATE));
    }

    private static String architecture(int number) {
        return ARCHITECTURES.get(number / SYSTEMS.size() % ARCHITECTURES.size());
    }
}
