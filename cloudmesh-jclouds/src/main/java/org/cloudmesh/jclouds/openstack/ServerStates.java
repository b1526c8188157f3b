package org.cloudmesh.jclouds.openstack;

import java.util.Map;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.NodeUpdate;
import org.jspecify.annotations.Nullable;

/** What Nova's words mean. Sources: Compute API guide, "Server concepts"; Nova's {@code task_states.py}. */
final class ServerStates {

    private static final Map<String, NodeState> BY_STATUS = Map.ofEntries(
            Map.entry("ACTIVE", NodeState.RUNNING),
            Map.entry("PASSWORD", NodeState.RUNNING),
            Map.entry("MIGRATING", NodeState.RUNNING),
            Map.entry("BUILD", NodeState.PENDING),
            Map.entry("REBUILD", NodeState.PENDING),
            Map.entry("RESIZE", NodeState.PENDING),
            Map.entry("REVERT_RESIZE", NodeState.PENDING),
            Map.entry("VERIFY_RESIZE", NodeState.RESIZED),
            Map.entry("REBOOT", NodeState.REBOOTING),
            Map.entry("HARD_REBOOT", NodeState.REBOOTING),
            Map.entry("SHUTOFF", NodeState.STOPPED),
            // Their memory is not kept.
            Map.entry("SHELVED", NodeState.STOPPED),
            Map.entry("SHELVED_OFFLOADED", NodeState.STOPPED),
            Map.entry("SUSPENDED", NodeState.SUSPENDED),
            Map.entry("PAUSED", NodeState.SUSPENDED),
            Map.entry("DELETED", NodeState.DESTROYED),
            Map.entry("SOFT_DELETED", NodeState.DESTROYED),
            Map.entry("ERROR", NodeState.ERROR));

    /** While a server is on its way its status is still the old one. */
    private static final Map<String, NodeState> BY_TASK = Map.ofEntries(
            Map.entry("deleting", NodeState.DESTROYING),
            Map.entry("soft-deleting", NodeState.DESTROYING),
            Map.entry("powering-off", NodeState.STOPPING),
            Map.entry("suspending", NodeState.STOPPING),
            Map.entry("pausing", NodeState.STOPPING),
            Map.entry("shelving", NodeState.STOPPING),
            Map.entry("powering-on", NodeState.PENDING),
            Map.entry("resuming", NodeState.PENDING),
            Map.entry("unpausing", NodeState.PENDING),
            Map.entry("unshelving", NodeState.PENDING),
            Map.entry("rebooting", NodeState.REBOOTING),
            Map.entry("reboot_pending", NodeState.REBOOTING),
            Map.entry("reboot_started", NodeState.REBOOTING),
            Map.entry("rebooting_hard", NodeState.REBOOTING),
            Map.entry("reboot_pending_hard", NodeState.REBOOTING),
            Map.entry("reboot_started_hard", NodeState.REBOOTING));

    private ServerStates() {}

    /** What a server does, and the word of Nova's that tells. */
    static NodeUpdate of(String status, @Nullable String task) {
        var onTheWay = task == null ? null : BY_TASK.get(task);
        if (task != null && onTheWay != null) {
            return new NodeUpdate(onTheWay, task);
        }
        return new NodeUpdate(BY_STATUS.getOrDefault(status, NodeState.UNKNOWN), status);
    }

    /** What a server does once it has that task. */
    static NodeUpdate during(String task) {
        return of("", task);
    }
}
