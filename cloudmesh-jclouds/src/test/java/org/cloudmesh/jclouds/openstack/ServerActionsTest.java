package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.cloudmesh.ConflictException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.http.HttpFault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Actions on servers that Nova does not find, though it shows them: they are on their way in, or out. */
class ServerActionsTest {

    private static final String JSON = "application/json";
    private static final String NOT_FOUND = "{\"itemNotFound\": {\"code\": 404, \"message\": \"Instance not found.\"}}";

    private final Rig rig = new Rig();

    @AfterEach
    void end() {
        rig.close();
    }

    @Test
    void takesForGoneWhatIsShownAsDeleted() {
        assertStopRefused("DELETED", NotFoundException.class);
    }

    @Test
    void saysOfWhatIsBeingBuiltThatItIsNotReady() {
        assertStopRefused("BUILD", ConflictException.class);
    }

    private void assertStopRefused(String status, Class<? extends Exception> cause) {
        var id = rig.boot("mesh", 1).get(0);
        rig.fake.inject(HttpFault.refuse("POST /servers/{id}/action os-stop", 404, JSON, NOT_FOUND));
        var shown = "{\"server\": {\"id\": \"%s\", \"status\": \"%s\"}}".formatted(id, status);
        rig.fake.inject(HttpFault.refuse("GET /servers/{id}", 200, JSON, shown));

        var outcomes = rig.driver.nodes().stop(List.of(id), Rig.soon());

        assertThat(outcomes)
                .singleElement()
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.cause()).isInstanceOf(cause));
    }
}
