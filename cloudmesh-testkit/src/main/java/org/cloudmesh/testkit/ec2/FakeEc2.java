package org.cloudmesh.testkit.ec2;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.cloudmesh.testkit.http.FakeServer;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.http.Seen;

/**
 * EC2 on a free port of 127.0.0.1, for all its regions: the Query API of 2016-11-15, in XML, over real HTTP. Requests must be
 * signed (Signature Version 4), and the region they are signed for is the one they are about. Nothing is invented that EC2
 * does not do: what went on is asked of this object, not of the endpoint. It has no threads but those that answer: states
 * follow from the clock. Thread-safe.
 */
public final class FakeEc2 implements AutoCloseable {

    private final String home;
    private final Account account;
    private final Logins logins;
    private final Endpoint endpoint;
    private final FakeServer server;

    private FakeEc2(Ec2Options options) {
        home = options.regions().get(0);
        account = new Account(options);
        logins = options.logins();
        endpoint = new Endpoint(account, logins);
        server = FakeServer.start(endpoint, options.time(), options.tls());
    }

    /** One on the machine's own clock, with {@link Ec2Options#ACCESS_KEY} and {@code us-east-1}. */
    public static FakeEc2 start() {
        return start(options -> {});
    }

    /** One like that; it answers when this returns. */
    public static FakeEc2 start(Consumer<Ec2Options> options) {
        var chosen = new Ec2Options();
        options.accept(chosen);
        return new FakeEc2(chosen);
    }

    /** Where it answers, whatever the region. */
    public URI endpoint() {
        return server.endpoint();
    }

    /** What was asked so far; an operation is called as its action is. */
    public List<Seen> requests() {
        return server.requests();
    }

    /** How often each action was asked so far. */
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

    /** Nothing goes wrong any more, but what is denied still is. */
    public void clearFaults() {
        server.clearFaults();
    }

    /** The body of a refusal, for {@link HttpFault#refuse}, {@link HttpFault#failAfter} and {@link HttpFault#throttle}. */
    public static String error(String code, String message) {
        return Endpoint.error(new Ec2Error(code, message), "00000000-0000-4000-8000-000000000000");
    }

    /** All instances of all regions, in the order of their launch; terminated ones and those not yet visible as well. */
    public List<Ec2Instance> instances() {
        return all(region -> region.fleet().all().stream().map(region::facts));
    }

    /** All key pairs of all regions. */
    public List<Ec2KeyPair> keyPairs() {
        return all(region -> region.keyPairs().all().stream()
                .map(pair -> new Ec2KeyPair(
                        region.name(),
                        pair.id(),
                        pair.name(),
                        pair.key().type(),
                        pair.key().fingerprint(),
                        pair.key().text(),
                        region.tags().of(pair.id()),
                        pair.at())));
    }

    /** All security groups of all regions, the default ones too. */
    public List<Ec2SecurityGroup> securityGroups() {
        return all(region -> region.groups().all().stream()
                .map(group -> new Ec2SecurityGroup(
                        region.name(),
                        group.id(),
                        group.name(),
                        group.description(),
                        region.tags().of(group.id()),
                        group.rules().stream().map(Rule::toString).toList())));
    }

    /** The images of the first region. */
    public List<Ec2Image> images() {
        return images(home);
    }

    /** The images of that region. */
    public List<Ec2Image> images(String region) {
        return account.in(region, at -> at.images().all());
    }

    private <T> List<T> all(Function<Region, Stream<T>> some) {
        return account.look(regions -> {
            var all = new ArrayList<T>();
            regions.forEach(region -> some.apply(region).forEach(all::add));
            return List.copyOf(all);
        });
    }

    /** Adds an image, or replaces the one with its id. */
    public void putImage(String region, Ec2Image image) {
        account.in(region, at -> {
            at.images().add(image);
            return image;
        });
    }

    /** Deregisters an image: nobody finds it any more, and what was made from it stays. */
    public void removeImage(String region, String id) {
        account.in(region, at -> {
            at.images().remove(id);
            return id;
        });
    }

    /** Adds a running instance that somebody else has launched, with those tags: the first image, the smallest type, no key. */
    public Ec2Instance putInstance(String region, Map<String, String> tags) {
        return account.in(region, at -> {
            var subnet = at.network().subnet(null, null);
            var image = at.images().all().get(0);
            var group = at.groups().known(null, "default").id();
            var spec = new Spec(
                    "",
                    image.id(),
                    image.architecture().equals("arm64") ? "t4g.nano" : "t3.nano",
                    image.architecture(),
                    2,
                    null,
                    List.of(group),
                    subnet.zone(),
                    subnet.id(),
                    true,
                    null);
            var machine = at.fleet().add(spec, at.ids().next("i-"), at.ids().next("r-"), 0, at.now());
            at.tags().put(machine.id(), tags);
            return at.facts(machine);
        });
    }

    /** Sets the quota of pending and running instances in each region; those that are there stay. */
    public void setMaxInstances(int count) {
        account.look(regions -> {
            regions.forEach(region -> region.fleet().limit(count, region.fleet().maxVcpus()));
            return count;
        });
    }

    /** The temporary credentials expire: requests are refused until {@link #putSession}. */
    public void expireSession() {
        logins.expire();
    }

    /** New temporary credentials, or others for an access key. */
    public void putSession(String accessKey, String secret, String sessionToken) {
        logins.put(new Login(accessKey, secret, sessionToken, false));
    }

    /** The credentials are good, and not allowed to do that action; {@link HttpFault#ANY} for any. */
    public void deny(String operation) {
        endpoint.deny(operation);
    }

    /** The credentials may do nothing at all. */
    public void denyAll() {
        endpoint.deny(HttpFault.ANY);
    }

    /** The credentials may do everything again. */
    public void allowAll() {
        endpoint.allowAll();
    }

    /** Ends all connections. A second call does nothing. */
    @Override
    public void close() {
        server.close();
    }

    /** Where it answers. */
    @Override
    public String toString() {
        return "FakeEc2 at " + endpoint();
    }
}
