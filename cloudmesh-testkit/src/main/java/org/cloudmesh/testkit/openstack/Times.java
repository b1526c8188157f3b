package org.cloudmesh.testkit.openstack;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** How the services write a moment. */
final class Times {

    private static final DateTimeFormatter MICROS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS").withZone(ZoneOffset.UTC);

    private Times() {}

    /** captured: from Nova, Glance and Neutron Zed: 2026-11-21T20:07:31Z. */
    static String seconds(Instant at) {
        return at.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** captured: from Nova Zed, launched_at: 2026-11-21T20:07:34.000000. */
    static @Nullable String micros(@Nullable Instant at) {
        return at == null ? null : MICROS.format(at.truncatedTo(ChronoUnit.SECONDS));
    }

    /** captured: from Keystone Zed, expires_at: 2026-11-22T20:05:29.000000Z. */
    static String zulu(Instant at) {
        return micros(at) + "Z";
    }
}
