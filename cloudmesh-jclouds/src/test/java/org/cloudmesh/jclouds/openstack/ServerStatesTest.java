package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import org.cloudmesh.NodeState;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Nova's words mean: a task that is known goes before the status, any other one does not. */
class ServerStatesTest {

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, , RUNNING, ACTIVE",
        "PASSWORD, , RUNNING, PASSWORD",
        "MIGRATING, migrating, RUNNING, MIGRATING",
        "BUILD, spawning, PENDING, BUILD",
        "REBUILD, rebuilding, PENDING, REBUILD",
        "RESIZE, resize_prep, PENDING, RESIZE",
        "REVERT_RESIZE, resize_reverting, PENDING, REVERT_RESIZE",
        "VERIFY_RESIZE, , RESIZED, VERIFY_RESIZE",
        "REBOOT, , REBOOTING, REBOOT",
        "HARD_REBOOT, , REBOOTING, HARD_REBOOT",
        "SHUTOFF, , STOPPED, SHUTOFF",
        "SHELVED, , STOPPED, SHELVED",
        "SHELVED_OFFLOADED, , STOPPED, SHELVED_OFFLOADED",
        "SUSPENDED, , SUSPENDED, SUSPENDED",
        "PAUSED, , SUSPENDED, PAUSED",
        "DELETED, , DESTROYED, DELETED",
        "SOFT_DELETED, , DESTROYED, SOFT_DELETED",
        "ERROR, , ERROR, ERROR",
        "RESCUE, , UNKNOWN, RESCUE",
        "SOMETHING_NEW, , UNKNOWN, SOMETHING_NEW",
        "ACTIVE, image_snapshot, RUNNING, ACTIVE",
        "ACTIVE, deleting, DESTROYING, deleting",
        "ERROR, deleting, DESTROYING, deleting",
        "ACTIVE, powering-off, STOPPING, powering-off",
        "ACTIVE, suspending, STOPPING, suspending",
        "SHUTOFF, powering-on, PENDING, powering-on",
        "SUSPENDED, resuming, PENDING, resuming",
        "REBOOT, reboot_started, REBOOTING, reboot_started"
    })
    void tellsWhatAServerDoes(String status, @Nullable String task, NodeState state, String word) {
        var update = ServerStates.of(status, task);

        assertThat(update.state()).isEqualTo(state);
        assertThat(update.providerState()).isEqualTo(word);
    }
}
