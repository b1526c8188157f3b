package org.cloudmesh.jclouds.ec2;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.cloudmesh.spi.Time;

/** What this process launched a moment ago: EC2 may not know it everywhere yet. Thread-safe. */
final class Ec2Recent {

    private final Time time;
    private final Duration settleTime;
    private final Map<String, Instant> launchedAtById = new ConcurrentHashMap<>();

    Ec2Recent(Time time, Duration settleTime) {
        this.time = time;
        this.settleTime = settleTime;
    }

    void launched(String id) {
        forgetOld();
        launchedAtById.putIfAbsent(id, time.now());
    }

    /** Whether that EC2 does not find it says nothing. */
    boolean has(String id) {
        forgetOld();
        return launchedAtById.containsKey(id);
    }

    private void forgetOld() {
        var oldest = time.now().minus(settleTime);
        launchedAtById.values().removeIf(oldest::isAfter);
    }
}
