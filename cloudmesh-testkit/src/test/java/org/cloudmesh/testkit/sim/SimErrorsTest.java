package org.cloudmesh.testkit.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Stream;
import org.cloudmesh.AuthException;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConflictException;
import org.cloudmesh.Feature;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SimErrorsTest {

    @ParameterizedTest
    @MethodSource("errors")
    void carriesTypeSentenceAndFacts(CloudmeshException error) {
        var carried = SimErrors.read(SimErrors.write(error));

        assertThat(carried).hasSameClassAs(error).hasMessage(error.getMessage());
        assertThat(facts(carried)).isEqualTo(facts(error));
        assertThat(carried.retryable()).isEqualTo(error.retryable());
    }

    @Test
    void carriesATypeOfSomebodyElseAsTheNearestOfOurs() {
        var error = new ConflictException("here", "stop", 409, "id-1", "locked", null) {
            private static final long serialVersionUID = 1L;
        };

        var carried = SimErrors.read(SimErrors.write(error));

        assertThat(carried).isExactlyInstanceOf(ConflictException.class).hasMessage(error.getMessage());
    }

    private static String facts(CloudmeshException error) {
        if (error instanceof RateLimitException e) {
            return "%s %s %d %s %s".formatted(e.cloud(), e.operation(), e.status(), e.requestId(), e.retryAfter());
        }
        if (error instanceof CloudException e) {
            return "%s %s %d %s".formatted(e.cloud(), e.operation(), e.status(), e.requestId());
        }
        if (error instanceof NotFoundException e) {
            return "%s %s".formatted(e.kind(), e.name());
        }
        return error instanceof UnsupportedFeatureException e ? "%s %s".formatted(e.cloud(), e.feature()) : "";
    }

    static Stream<CloudmeshException> errors() {
        return Stream.of(
                new AuthException("here", "list", 401, "id-1", "who are \"you\"?", null),
                new QuotaExceededException("here", "create", 403, null, "out of cores", null),
                new RateLimitException("here", "list", 429, "id-1", "slow down", Duration.ofSeconds(7), null),
                new RateLimitException("here", "list", 429, "id-1", "slow down", null),
                new ConflictException("here", "stop", 409, "id-1", "locked: twice: over", null),
                new UnavailableException("here", "list", 503, "id-1", "down", null),
                new CloudException("here", "list", 418, "id-1", "a teapot", null),
                new NotFoundException("image", "no-such", "here: no image no-such"),
                new UnsupportedFeatureException("here", Feature.SUSPEND),
                new CancelledException("cancelled"),
                new CloudmeshException("something else"));
    }
}
