package org.cloudmesh.internal.config;

import java.util.List;
import java.util.stream.Stream;

/** By how many columns a file indents. */
final class Indentation {

    private Indentation() {}

    /** The step from a collection's column to what is below: as its other children have it, else as its parents have. */
    static int below(Part parent, List<Place.Step> steps) {
        return Stream.concat(Stream.of(parent), upwards(steps))
                .filter(part -> part instanceof Part.Mapping mapping && !mapping.flow())
                .flatMap(part -> ((Part.Mapping) part).entries().stream().map(entry -> step(entry)))
                .filter(step -> step > 0)
                .findFirst()
                .orElse(Addition.STEP);
    }

    private static Stream<Part> upwards(List<Place.Step> steps) {
        return Stream.iterate(steps.size() - 1, i -> i >= 0, i -> i - 1)
                .map(i -> steps.get(i).collection());
    }

    private static int step(Part.Entry entry) {
        return entry.value() instanceof Part.Mapping below
                        && !below.flow()
                        && !below.entries().isEmpty()
                ? below.entries().get(0).keySpan().column() - entry.keySpan().column()
                : 0;
    }
}
