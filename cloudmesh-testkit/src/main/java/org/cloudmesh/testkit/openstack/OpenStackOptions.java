package org.cloudmesh.testkit.openstack;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** What a {@link FakeOpenStack} is like. What is not said is as DevStack has it, and everything happens at once. */
public final class OpenStackOptions {

    static final int MAX_LIMIT = 1000;
    private static final Duration DAY = Duration.ofDays(1);

    Time time = Time.system();
    String user = "demo";
    String password = "secret";
    String project = "demo";
    List<String> regions = List.of("RegionOne");
    int quota = 10;
    int floatingIpQuota = 50;
    int pageSize = MAX_LIMIT;
    Duration bootTime = Duration.ZERO;
    Duration actionTime = Duration.ZERO;
    Duration deleteTime = Duration.ZERO;
    Duration visibleAfter = Duration.ZERO;
    Duration tokenLife = DAY;
    boolean needsFloatingAddress = true;

    @Nullable
    SSLContext tls;

    final List<ApplicationCredential> credentials = new ArrayList<>();

    OpenStackOptions() {}

    record ApplicationCredential(String id, String name, String secret) {
        @Override
        public String toString() {
            return "application credential " + id;
        }
    }

    /** What time it is at the cloud; the machine's own clock unless said otherwise. */
    public OpenStackOptions time(Time value) {
        time = value;
        return this;
    }

    /** The only user, of the domain {@code Default}; {@code demo} and {@code secret} unless said otherwise. */
    public OpenStackOptions user(String name, String pw) {
        user = name;
        password = pw;
        return this;
    }

    /** The user's project, of the domain {@code Default}; {@code demo} unless said otherwise. */
    public OpenStackOptions project(String name) {
        project = name;
        return this;
    }

    /**
     * The regions, {@code RegionOne} alone unless said otherwise. Each has servers, key pairs, images and networks of its own;
     * the URLs of all but the first begin with the region's name.
     */
    public OpenStackOptions regions(String... names) {
        regions = List.of(names);
        return this;
    }

    /** How many servers there may be in a region; 10 unless said otherwise. */
    public OpenStackOptions quota(int instances) {
        quota = instances;
        return this;
    }

    /** How many floating addresses there may be in a region; 50 unless said otherwise. */
    public OpenStackOptions floatingIpQuota(int addresses) {
        floatingIpQuota = addresses;
        return this;
    }

    /** How many entries a page of any list has at most; 1000 unless said otherwise. */
    public OpenStackOptions pageSize(int entries) {
        pageSize = entries;
        return this;
    }

    /** How long a server is in BUILD; its address is seen after half of it. */
    public OpenStackOptions bootTime(Duration value) {
        bootTime = value;
        return this;
    }

    /** How long a server takes to stop, start, suspend and so on; its task_state tells meanwhile. */
    public OpenStackOptions actionTime(Duration value) {
        actionTime = value;
        return this;
    }

    /** How long a server that is deleted is still seen, with the task_state {@code deleting}. */
    public OpenStackOptions deleteTime(Duration value) {
        deleteTime = value;
        return this;
    }

    /** How long it takes until a new server is in the lists; by its id it is found at once. */
    public OpenStackOptions visibleAfter(Duration value) {
        visibleAfter = value;
        return this;
    }

    /** How long a token is good for; a day unless said otherwise. */
    public OpenStackOptions tokenLife(Duration value) {
        tokenLife = value;
        return this;
    }

    /**
     * Whether the servers' network is a private one behind a router, with floating addresses to be had of the network
     * {@code public}, as on DevStack. If not, the only network is one all projects share, and its addresses are public.
     */
    public OpenStackOptions needsFloatingAddress(boolean value) {
        needsFloatingAddress = value;
        return this;
    }

    /** An application credential of the user, whose name is its id. */
    public OpenStackOptions applicationCredential(String id, String secret) {
        return applicationCredential(id, id, secret);
    }

    /** An application credential of the user. */
    public OpenStackOptions applicationCredential(String id, String name, String secret) {
        credentials.add(new ApplicationCredential(id, name, secret));
        return this;
    }

    /** It is served over HTTPS. */
    public OpenStackOptions tls(SSLContext context) {
        tls = context;
        return this;
    }

    /** Without the secrets. */
    @Override
    public String toString() {
        return "options of a fake OpenStack: user " + user + ", project " + project + ", regions " + regions;
    }
}
