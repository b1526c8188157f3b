package org.cloudmesh.testkit.openstack;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server. What becomes of it is a function of the clock: {@link #settle} before it is looked at. */
final class Server {

    private final String id;
    private final ServerRequest request;
    private final Map<String, String> metadata;
    private final Instant created;
    private final Instant visible;
    private String name;
    private Instant updated;
    private @Nullable Instant launched;
    private VmState state = VmState.BUILDING;
    private @Nullable String task = "scheduling";
    private VmState next = VmState.ACTIVE;
    private Instant begun;
    private Instant until;
    private @Nullable String fault;

    Server(String name, ServerRequest request, Instant now, Duration bootTime, Instant visible) {
        id = World.id();
        this.name = name;
        this.request = request;
        this.visible = visible;
        metadata = new LinkedHashMap<>(request.metadata());
        created = now;
        updated = now;
        begun = now;
        until = now.plus(bootTime);
    }

    /** It will not come up, and this says why. */
    void doom(String message) {
        fault = message;
        next = VmState.ERROR;
    }

    void settle(Instant now) {
        if (task != null && !now.isBefore(until)) {
            launched = state == VmState.BUILDING && next == VmState.ACTIVE ? until : launched;
            state = next;
            updated = until;
            task = null;
        } else if (state == VmState.BUILDING && networked(now)) {
            task = "spawning";
        }
    }

    /** Whether it has its addresses; half of the boot is over then. */
    boolean networked(Instant now) {
        if (state != VmState.BUILDING) {
            return fault == null;
        }
        return fault == null
                && !now.isBefore(begun.plus(Duration.between(begun, until).dividedBy(2)));
    }

    void begin(String doing, VmState then, Instant now, Duration time) {
        task = doing;
        next = then;
        begun = now;
        until = now.plus(time);
        updated = now;
        settle(now);
    }

    void rename(String value, Instant now) {
        name = value;
        updated = now;
    }

    /** captured: from Nova Zed (fixtures nova-server-*); a reboot alone has a status of its own while it lasts. */
    String status() {
        if (state == VmState.ACTIVE && "rebooting".equals(task)) {
            return "REBOOT";
        }
        return "rebooting_hard".equals(task) ? "HARD_REBOOT" : state.status();
    }

    String id() {
        return id;
    }

    String name() {
        return name;
    }

    ServerRequest request() {
        return request;
    }

    String flavor() {
        return request.flavor();
    }

    Map<String, String> metadata() {
        return metadata;
    }

    Instant created() {
        return created;
    }

    Instant updated() {
        return updated;
    }

    Instant visible() {
        return visible;
    }

    @Nullable
    Instant launched() {
        return launched;
    }

    VmState state() {
        return state;
    }

    @Nullable
    String task() {
        return task;
    }

    @Nullable
    String fault() {
        return fault;
    }
}
