package org.cloudmesh;

import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Locale;

/**
 * Whether an address answered. Immutable.
 *
 * @param address what was asked for
 * @param sent how many packets were sent
 * @param received how many were answered
 */
public record Ping(String address, int sent, int received) {

    /**
     * Checks the counts.
     *
     * @throws IllegalArgumentException if none was sent, or more answered than that
     */
    public Ping {
        if (sent < 1 || received < 0 || received > sent) {
            throw new IllegalArgumentException(
                    "of %d packets %d cannot have been answered; at least one is sent".formatted(sent, received));
        }
    }

    /**
     * Sends one packet and waits for the answer: an ICMP echo where this program may, else a TCP connection to port 7, which a
     * firewall is likely to swallow. A name that has no address is not there.
     */
    public static Ping send(String address, Duration timeout) {
        try {
            int millis = (int) Math.max(1, Math.min(Integer.MAX_VALUE, timeout.toMillis()));
            return new Ping(address, 1, InetAddress.getByName(address).isReachable(millis) ? 1 : 0);
        } catch (IOException e) {
            // An address nobody has, or no way there: not answered.
            return new Ping(address, 1, 0);
        }
    }

    /** The lines {@code ping} prints, as the original showed them. */
    @Override
    public String toString() {
        return """
                PING %1$s (%1$s): 56 data bytes

                --- %1$s ping statistics ---
                %2$d packets transmitted, %3$d packets received, %4$s%% packet loss""".formatted(
                        address, sent, received, String.format(Locale.ROOT, "%.1f", 100.0 * (sent - received) / sent));
    }
}
