package org.cloudmesh.testkit.ec2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How EC2 writes a moment: {@code 2026-11-21T20:09:05.000Z}. */
final class Dates {

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss'.000Z'").withZone(ZoneOffset.UTC);

    private Dates() {}

    static String text(Instant moment) {
        return FORM.format(moment);
    }
}
