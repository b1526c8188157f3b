package org.cloudmesh.testkit.ec2;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeEc2} is like. */
public final class Ec2Options {

    /** The access key if no other is given; it is the one of Amazon's documentation. */
    public static final String ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE";

    /** Its secret. */
    public static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";

    private Time time = Time.system();
    private @Nullable Time requestClock;
    private final List<Login> logins = new ArrayList<>();
    private @Nullable String sessionToken;
    private List<String> regions = List.of("us-east-1");
    private int images = 8;
    private int pageSize = 1000;
    private int maxInstances = Integer.MAX_VALUE;
    private int maxVcpus = Integer.MAX_VALUE;
    private int capacity = Integer.MAX_VALUE;
    private Duration bootTime = Duration.ZERO;
    private Duration stopTime = Duration.ZERO;
    private Duration visibleAfter = Duration.ZERO;
    private @Nullable SSLContext tls;

    Ec2Options() {}

    /** What the states of instances go by; the machine's own clock if none is given. */
    public Ec2Options time(Time value) {
        time = value;
        return this;
    }

    /** What the dates of requests are judged by, where clients sign by another clock than {@link #time}. */
    public Ec2Options requestClock(Time value) {
        requestClock = value;
        return this;
    }

    /** Who may ask; may be given several times. */
    public Ec2Options accessKey(String accessKey, String secret) {
        logins.add(new Login(accessKey, secret, null, false));
        return this;
    }

    /** Makes temporary credentials of the access keys: they are refused without this token. */
    public Ec2Options sessionToken(String value) {
        sessionToken = value;
        return this;
    }

    /** The regions there are; {@code us-east-1} alone if none are given. Each has three availability zones. */
    public Ec2Options regions(String... names) {
        regions = List.of(names);
        return this;
    }

    /** How many images each region has; 8 unless told otherwise. */
    public Ec2Options images(int count) {
        images = count;
        return this;
    }

    /** How many entries a page has at most, whatever the client asks for; 1000 unless told otherwise. */
    public Ec2Options pageSize(int entries) {
        pageSize = entries;
        return this;
    }

    /** The quota of pending and running instances in each region; unlimited unless told otherwise. */
    public Ec2Options maxInstances(int count) {
        maxInstances = count;
        return this;
    }

    /** The quota of virtual processors of pending and running instances in each region; unlimited unless told otherwise. */
    public Ec2Options maxVcpus(int count) {
        maxVcpus = count;
        return this;
    }

    /** How many pending and running instances each region has room for; unlimited unless told otherwise. */
    public Ec2Options capacity(int count) {
        capacity = count;
        return this;
    }

    /** How long an instance is pending; no time at all unless told otherwise. */
    public Ec2Options bootTime(Duration value) {
        bootTime = value;
        return this;
    }

    /** How long an instance is stopping, or shutting down; no time at all unless told otherwise. */
    public Ec2Options stopTime(Duration value) {
        stopTime = value;
        return this;
    }

    /** How long after its launch an instance can be seen, and told anything; at once unless told otherwise. */
    public Ec2Options visibleAfter(Duration value) {
        visibleAfter = value;
        return this;
    }

    /** Serves HTTPS, with that context's certificate. */
    public Ec2Options tls(SSLContext value) {
        tls = value;
        return this;
    }

    Time time() {
        return time;
    }

    @Nullable
    SSLContext tls() {
        return tls;
    }

    List<String> regions() {
        return regions;
    }

    int images() {
        return images;
    }

    int pageSize() {
        return pageSize;
    }

    int maxInstances() {
        return maxInstances;
    }

    int maxVcpus() {
        return maxVcpus;
    }

    int capacity() {
        return capacity;
    }

    Pace pace() {
        return new Pace(bootTime, stopTime, visibleAfter);
    }

    Logins logins() {
        var known = logins.isEmpty() ? List.of(new Login(ACCESS_KEY, SECRET_KEY, null, false)) : logins;
        var clock = requestClock == null ? time : requestClock;
        return new Logins(
                known.stream()
                        .map(login -> new Login(login.accessKey(), login.secret(), sessionToken, false))
                        .toList(),
                regions,
                clock);
    }
}
