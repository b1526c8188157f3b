package org.cloudmesh.ssh;

import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import net.schmizz.sshj.common.SSHException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Leaves nodes: what scripts left is removed as far as it can be, then the connections end. All at once, and soon. */
final class Farewell {

    private static final Logger log = LoggerFactory.getLogger(Farewell.class);

    private static final Duration TO_REMOVE = Duration.ofSeconds(2);
    private static final Duration TO_HANG_UP = Duration.ofSeconds(1);

    private final Collection<Link> links;

    Farewell(Collection<Link> links) {
        this.links = links;
    }

    /** Does it; never throws. An interrupt only makes it shorter. */
    void say() {
        var connections =
                links.stream().map(Link::close).filter(Objects::nonNull).toList();
        try {
            removeLeftovers(Deadline.in(TO_REMOVE, Time.system()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        var threads = connections.stream().map(Connection::close).toList();
        try {
            var deadline = Deadline.in(TO_HANG_UP, Time.system());
            for (var thread : threads) {
                thread.join(Waits.millis(deadline));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connections.forEach(Connection::abort);
    }

    private void removeLeftovers(Deadline deadline) throws InterruptedException {
        // Each step is taken on all nodes before any answer is waited for: a hundred take as long as one.
        var channels = new LinkedHashMap<ProgramChannel, String>();
        for (var link : links) {
            var used = link.close();
            var leftovers = link.takeLeftovers();
            if (used != null && used.isAlive() && !leftovers.isEmpty()) {
                channels.put(used.newChannel(), Invocation.removal(leftovers));
            }
        }
        onEach(channels, (channel, commandLine) -> channel.requestOpen());
        onEach(channels, (channel, commandLine) -> {
            if (channel.awaitOpen(deadline)) {
                channel.start(commandLine);
            }
        });
        onEach(channels, (channel, commandLine) -> channel.drain(deadline));
    }

    private static void onEach(Map<ProgramChannel, String> channels, Step step) throws InterruptedException {
        var each = channels.entrySet().iterator();
        while (each.hasNext()) {
            var next = each.next();
            try {
                step.take(next.getKey(), next.getValue());
            } catch (SSHException e) {
                log.debug("What scripts left on a node stays there", e);
                each.remove();
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take(ProgramChannel channel, String commandLine) throws InterruptedException, SSHException;
    }
}
