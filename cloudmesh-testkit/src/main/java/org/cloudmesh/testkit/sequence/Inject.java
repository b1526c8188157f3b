package org.cloudmesh.testkit.sequence;

import java.time.Duration;
import org.cloudmesh.AuthException;
import org.cloudmesh.CloudException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.testkit.sim.Fault;

/**
 * Something goes wrong from now on.
 *
 * @param operation which call
 * @param times how often
 * @param every at each so-manieth item
 * @param done after so many items, where it goes wrong partly
 */
record Inject(int cloud, String operation, Fault.Kind kind, Cause cause, int times, int every, int done)
        implements Step {

    /** What the cloud says. */
    enum Cause {
        UNAVAILABLE,
        RATE_LIMIT,
        QUOTA,
        AUTH,
        CONFLICT;

        CloudException at(String cloud, String operation) {
            return switch (this) {
                case UNAVAILABLE -> new UnavailableException(cloud, operation, 503, null, "no answer", null);
                case RATE_LIMIT ->
                    new RateLimitException(cloud, operation, 429, null, "slower, please", Duration.ofSeconds(3), null);
                case QUOTA -> new QuotaExceededException(cloud, operation, 403, null, "the quota is used up", null);
                case AUTH -> new AuthException(cloud, operation, 401, null, "who are you", null);
                case CONFLICT -> new ConflictException(cloud, operation, 409, null, "busy with something else", null);
            };
        }
    }

    @Override
    public String run(World world) {
        var site = world.site(cloud);
        site.cloud()
                .inject(new Fault(
                        operation,
                        kind,
                        cause.at(site.name(), operation),
                        item -> world.isFaulty() && Math.floorMod(item.hashCode(), every) == 0,
                        times,
                        done));
        return "armed";
    }
}
