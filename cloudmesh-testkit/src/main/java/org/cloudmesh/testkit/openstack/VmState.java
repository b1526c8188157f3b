package org.cloudmesh.testkit.openstack;

import java.util.Locale;

/** Nova's vm_state, with the status and the power_state that go with it. captured: from Nova Zed (fixtures nova-server-*). */
enum VmState {
    BUILDING("BUILD", 0),
    ACTIVE("ACTIVE", 1),
    STOPPED("SHUTOFF", 4),
    SUSPENDED("SUSPENDED", 1),
    PAUSED("PAUSED", 3),
    ERROR("ERROR", 0),
    DELETED("DELETED", 0);

    private final String status;
    private final int power;

    VmState(String status, int power) {
        this.status = status;
        this.power = power;
    }

    String status() {
        return status;
    }

    int power() {
        return power;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
