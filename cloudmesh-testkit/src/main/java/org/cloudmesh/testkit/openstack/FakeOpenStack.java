package org.cloudmesh.testkit.openstack;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmesh.testkit.http.FakeServer;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.http.Seen;
import org.jspecify.annotations.Nullable;

/**
 * An OpenStack on 127.0.0.1: Keystone v3, Nova 2.1, Glance v2 and Neutron v2.0, at the paths DevStack has them. It has one user
 * and one project, the flavors and networks of a fresh DevStack, an image {@code ubuntu-22.04}, and whatever clients make.
 * Operations are named like {@code POST /servers}, {@code GET /servers/{id}}, {@code POST /servers/{id}/action os-stop},
 * {@code POST /v3/auth/tokens}, {@code GET /v2/images}, {@code GET /v2.0/networks}. What it answers follows what Zed answers.
 * Thread-safe.
 */
public final class FakeOpenStack implements AutoCloseable {

    private final World world;
    private final List<Region> regions;
    private final FakeServer server;

    private FakeOpenStack(OpenStackOptions options) {
        world = new World(options);
        regions = options.regions.stream().map(name -> new Region(world, name)).toList();
        var services = new ArrayList<Service>();
        services.add(new Identity(world));
        for (var region : regions) {
            services.add(new Compute(region));
            services.add(new Images(region));
            services.add(new Network(region));
        }
        server = FakeServer.start(new Dispatcher(world, services), options.time, options.tls);
        world.servedAt(server.endpoint());
        locked(() -> {
            regions.forEach(FreshRegion::furnish);
            return "";
        });
    }

    /**
     * Starts one like a fresh DevStack; see {@link OpenStackOptions}.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FakeOpenStack start() {
        return start(options -> {});
    }

    /**
     * Starts one like that.
     *
     * @throws UncheckedIOException if no port can be had
     */
    public static FakeOpenStack start(Consumer<OpenStackOptions> how) {
        var options = new OpenStackOptions();
        how.accept(options);
        return new FakeOpenStack(options);
    }

    /** A server as the cloud itself knows it. Immutable.
     *
     * @param id Nova's
     * @param name as it is now
     * @param metadata the user's
     * @param status {@code ACTIVE} and so on
     * @param task its task_state; null if nothing is being done
     * @param image the image's id
     * @param flavor the flavor's id
     * @param key the key pair's name
     * @param groups the security groups' names
     * @param userData as it was sent, in Base64
     */
    public record Server(
            String id,
            String name,
            Map<String, String> metadata,
            String status,
            @Nullable String task,
            String image,
            String flavor,
            @Nullable String key,
            List<String> groups,
            @Nullable String userData) {

        /** Copies what can be changed. */
        public Server {
            metadata = Map.copyOf(metadata);
            groups = List.copyOf(groups);
        }

        /** Without the user data, which may hold secrets. */
        @Override
        public String toString() {
            return "server " + name + " (" + id + "), " + status;
        }
    }

    /**
     * A floating address. Immutable.
     *
     * @param id Neutron's
     * @param address the address
     * @param description the user's
     * @param server the id of the server it leads to; null if it leads nowhere
     */
    public record FloatingIp(
            String id,
            String address,
            String description,
            @Nullable String server) {}

    /**
     * A key pair. Immutable.
     *
     * @param name the user's
     * @param publicKey a line of OpenSSH's
     */
    public record KeyPair(String name, String publicKey) {}

    /**
     * A security group. Immutable.
     *
     * @param id Neutron's
     * @param name the user's, not unique
     * @param description the user's
     * @param rules of each: direction, ethertype, protocol, ports, and who is let in; {@code any} where nothing is said
     */
    public record SecurityGroup(String id, String name, String description, List<String> rules) {
        /** Copies the rules. */
        public SecurityGroup {
            rules = List.copyOf(rules);
        }
    }

    /**
     * An image to be put. Immutable.
     *
     * @param name its name, not unique
     * @param status {@code active}, {@code queued} and so on
     * @param visibility {@code public} or {@code private}
     * @param minDiskGib of a flavor
     * @param minRamMib of a flavor
     * @param sizeBytes of the file
     * @param tags its tags
     * @param properties others: {@code os_distro}, {@code os_version}, {@code os_admin_user}, {@code architecture} …
     */
    public record Image(
            String name,
            String status,
            String visibility,
            int minDiskGib,
            int minRamMib,
            long sizeBytes,
            List<String> tags,
            Map<String, String> properties) {

        private static final long SIZE_BYTES = 4096;

        /** Copies what can be changed. */
        public Image {
            tags = List.copyOf(tags);
            properties = Map.copyOf(properties);
        }

        /** A public one that any flavor takes. */
        public static Image named(String name, Map<String, String> properties) {
            return new Image(name, "active", "public", 0, 0, SIZE_BYTES, List.of(), properties);
        }
    }

    /** Where clients log in: Keystone's {@code /identity/v3}. */
    public URI endpoint() {
        return URI.create(server.endpoint() + "/identity/v3");
    }

    /** What was asked so far, in the order it was answered. */
    public List<Seen> requests() {
        return server.requests();
    }

    /** How often each operation was asked so far, by its name. */
    public Map<String, Long> counts() {
        return server.counts();
    }

    /** Forgets what was asked so far. */
    public void clearRequests() {
        server.clearRequests();
    }

    /** Has that go wrong from now on. */
    public void inject(HttpFault fault) {
        server.inject(fault);
    }

    /** Nothing goes wrong any more. */
    public void clearFaults() {
        server.clearFaults();
    }

    /** Nobody is logged in any more: the tokens that were issued are no good on any service. */
    public void expireTokens() {
        locked(() -> {
            world.tokens.expire();
            return "";
        });
    }

    /** How many servers there may be from now on, in each region. */
    public void setQuota(int instances) {
        locked(() -> {
            regions.forEach(region -> region.quota(instances));
            return "";
        });
    }

    /** The next servers, in each region so many, go to ERROR at the end of their boot, with a fault of that message. */
    public void failBoots(int count, String message) {
        locked(() -> {
            regions.forEach(region -> region.servers().doom(count, message));
            return "";
        });
    }

    /** Puts an image into each region, and returns its id. */
    public String putImage(Image image) {
        var id = World.id();
        return locked(() -> {
            regions.forEach(region -> region.images().add(Images.row(region, id, image)));
            return id;
        });
    }

    /** Puts a flavor into each region; an id that is there is replaced. */
    public void putFlavor(String id, String name, int vcpus, int ramMib, int diskGib) {
        locked(() -> {
            regions.forEach(region -> region.flavors().add(FlavorsApi.row(region, id, name, vcpus, ramMib, diskGib)));
            return "";
        });
    }

    /** Puts another network of the project's into the first region, with a subnet 10.1.x.0/24, and returns its id. */
    public String putNetwork(String name) {
        return locked(() -> FreshRegion.network(regions.get(0), name));
    }

    /**
     * Puts a server that somebody else of the project made into the first region, with the first image and flavor, and returns
     * its id.
     */
    public String putServer(String name, Map<String, String> metadata) {
        return locked(() -> FreshRegion.server(regions.get(0), name, metadata));
    }

    /** All servers there are at the moment, of all regions. */
    public List<Server> servers() {
        return locked(() -> regions.stream().flatMap(Looks::servers).toList());
    }

    /** All floating addresses there are at the moment, of all regions. */
    public List<FloatingIp> floatingIps() {
        return locked(() -> regions.stream().flatMap(Looks::floatingIps).toList());
    }

    /** All key pairs, of all regions. */
    public List<KeyPair> keyPairs() {
        return locked(() -> regions.stream().flatMap(Looks::keyPairs).toList());
    }

    /** All security groups, the regions' own {@code default} included. */
    public List<SecurityGroup> securityGroups() {
        return locked(() -> regions.stream().flatMap(Looks::groups).toList());
    }

    /** The ids of all ports, of all regions. */
    public List<String> ports() {
        return locked(() -> regions.stream()
                .flatMap(region -> region.network().ports().all().stream())
                .map((ObjectNode port) -> port.path("id").asText())
                .toList());
    }

    private <T> T locked(Supplier<T> work) {
        synchronized (world) {
            regions.forEach(region -> region.servers().all());
            return work.get();
        }
    }

    /** Ends all connections. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }

    /** Where it answers. */
    @Override
    public String toString() {
        return "fake OpenStack at " + endpoint();
    }
}
