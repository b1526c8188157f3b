package org.cloudmesh.jclouds.openstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.cloudmesh.Node;
import org.cloudmesh.Request;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.cloudmesh.testkit.openstack.OpenStackOptions;

/** A driver at a fake, and what it sent. */
final class Rig implements AutoCloseable {

    static final String FLAVOR = "1";
    static final String KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d rig";

    final FakeOpenStack fake;
    final CloudDriver driver;
    private final Queue<Request> requests = new ConcurrentLinkedQueue<>();
    private final String image;

    Rig() {
        this(o -> {}, Map.of());
    }

    Rig(Consumer<OpenStackOptions> how, Map<String, String> settings) {
        fake = FakeOpenStack.start(o -> how.accept(o.quota(2000)));
        image = fake.putImage(FakeOpenStack.Image.named("rig", Map.of("os_admin_user", "me")));
        driver = connect(settings);
    }

    CloudDriver connect(Map<String, String> settings) {
        return new Configured(Configured.demo(fake.endpoint(), settings))
                .connect(new CloudContext("here", Path.of("unused"), Time.system(), requests::add));
    }

    /** What was sent since it was last asked, by operation. */
    Map<String, Long> sent() {
        var sent = requests.stream().collect(Collectors.groupingBy(Request::operation, Collectors.counting()));
        requests.clear();
        return sent;
    }

    String image() {
        return image;
    }

    Outcome<Node> create(Access access, Map<String, String> labels) {
        var request = new CreateRequest(
                "intent", "token", List.of(new NewNode(0, "web", labels)), image, FLAVOR, null, access, null);
        return driver.nodes().create(request, soon()).get(0);
    }

    /** Ids of nodes that were made for that mesh. */
    List<String> boot(String mesh, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> done(create(Access.of(mesh, KEY), Map.of("cloudmesh-mesh", mesh)))
                        .id()
                        .providerId())
                .toList();
    }

    static <T> T done(Outcome<T> outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Done.class);
        return ((Outcome.Done<T>) outcome).value();
    }

    static Deadline soon() {
        return Deadline.in(Duration.ofSeconds(30), Time.system());
    }

    @Override
    public void close() {
        driver.close();
        fake.close();
    }
}
