package org.cloudmesh.jclouds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Image;
import org.cloudmesh.Mesh;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.jclouds.ec2.AwsProvider;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.Ec2Image;
import org.cloudmesh.testkit.ec2.Ec2Instance;
import org.cloudmesh.testkit.ec2.Ec2Options;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a review of the driver for EC2 found. */
class ReviewEc2Test {

    private static final String XML = "text/xml;charset=UTF-8";
    private static final String KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d me";

    @TempDir
    Path directory;

    private final VirtualTime time = new VirtualTime();

    @Test
    void doesNotCallAMachineDestroyedThatEc2DoesNotKnowEverywhereYet() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time).visibleAfter(Duration.ofSeconds(5)));
                var mesh = open(ec2, "")) {
            var booted = mesh.nodes().boot(1);

            var thrown = catchThrowable(() -> mesh.nodes().destroy(booted));
            time.advance(Duration.ofMinutes(5));
            mesh.nodes().refresh();

            assertThat(mesh.nodes().list())
                    .as("destroying ended with %s", thrown)
                    .extracting(node -> node.id().providerId())
                    .containsExactlyElementsOf(alive(ec2));
        }
    }

    @Test
    void doesNotTakeAStrangersImageBecauseItHasTheNameAndIsNewer() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            var amazons = ec2.images().stream()
                    .filter(image -> image.ownerAlias().equals("amazon"))
                    .findFirst()
                    .orElseThrow();
            ec2.putImage(
                    "us-east-1",
                    new Ec2Image(
                            "ami-0bad0bad0bad0bad0",
                            amazons.name(),
                            amazons.description(),
                            amazons.architecture(),
                            "666666666666",
                            "",
                            "available",
                            "2026-01-01T00:00:00.000Z",
                            8));

            String taken;
            try {
                taken = driver.images()
                        .find(amazons.name(), deadline(30))
                        .map(Image::id)
                        .orElse("none");
            } catch (ConfigException e) {
                // To say that there are several, of these owners, would do as well.
                taken = "none";
            }

            assertThat(taken).isNotEqualTo("ami-0bad0bad0bad0bad0");
        }
    }

    @Test
    void namesAMachineInTheEndThatCouldNotBeNamedAtFirst() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            ec2.inject(HttpFault.refuse("CreateTags", 500, XML, FakeEc2.error("InternalError", "It failed"))
                    .times(1000));
            var booted = mesh.nodes().boot(2, o -> o.name("web").atLeast(0));
            ec2.clearFaults();
            time.advance(Duration.ofHours(3));
            mesh.recover();
            time.advance(Duration.ofHours(3));

            var refreshed = mesh.nodes().refresh();

            assertThat(refreshed)
                    .as("booted %s, failed %s", booted, booted.failures())
                    .extracting(Node::name)
                    .allMatch(name -> name.startsWith("web"));
        }
    }

    @Test
    void saysInWordsThatTheConnectionBroke() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            ec2.inject(HttpFault.dropBefore("DescribeInstances"));

            var thrown = catchThrowable(() -> driver.nodes().get(List.of("i-0123456789abcdef0"), deadline(30)));

            assertThat(thrown).isInstanceOf(CloudmeshException.class);
            assertThat(thrown.getMessage()).doesNotContain("limit=").doesNotContain("content=");
        }
    }

    @Test
    void saysInWordsThatAnAnswerWasEmpty() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            ec2.inject(HttpFault.refuse("DescribeInstances", 200, "text/html", ""));

            var thrown = catchThrowable(() -> driver.nodes().get(List.of("i-0123456789abcdef0"), deadline(30)));

            assertThat(thrown).isInstanceOf(CloudmeshException.class);
            assertThat(thrown.getMessage()).doesNotContain("ParseError");
        }
    }

    @Test
    void launchesNothingOnceTheDeadlineHasPassed() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            create(driver, ec2, "first", 1, 30);
            ec2.clearRequests();

            create(driver, ec2, "late", 1, 0);
            // What was sent before it was given up arrives before this does.
            create(driver, ec2, "other", 1, 30);

            assertThat(ec2.counts().get("RunInstances")).isOne();
        }
    }

    @Test
    void doesNotSayThatAMachineWasNotMadeThatIsInTheAnswer() throws IOException {
        try (var ec2 = new Canned((action, exchange) -> {
                    var asked =
                            Canned.action(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
                    Canned.answer(
                            exchange,
                            200,
                            asked.equals("RunInstances")
                                    ? "<RunInstancesResponse><instancesSet><item><instanceId>i-1</instanceId></item></instancesSet></RunInstancesResponse>"
                                    : "<%sResponse><groupId>sg-1</groupId></%sResponse>".formatted(asked, asked));
                });
                var driver = connect(ec2.endpoint())) {

            var outcomes = driver.nodes().create(request("intent", 1, "ami-00000001"), deadline(20));

            assertThat(outcomes).noneMatch(outcome -> outcome instanceof Outcome.Failed);
        }
    }

    @Test
    void namesMachinesThatEc2DoesNotKnowEverywhereForTwentySeconds() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time).visibleAfter(Duration.ofSeconds(20)));
                var mesh = open(ec2, "")) {
            mesh.nodes().boot(3, o -> o.name("web").atLeast(0));
            time.advance(Duration.ofHours(3));
            mesh.recover();

            var refreshed = mesh.nodes().refresh();

            assertThat(refreshed).hasSize(3).extracting(Node::name).allMatch(name -> name.startsWith("web"));
        }
    }

    @Test
    void sendsALaunchOnceThoughRetryAfterIsZeroInTwoDigits() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            create(driver, ec2, "first", 1, 30);
            ec2.clearRequests();
            ec2.inject(HttpFault.failAfter("RunInstances", 503, XML, FakeEc2.error("Unavailable", "Try later"))
                    .header("Retry-After", "00"));

            create(driver, ec2, "intent", 1, 30);

            assertThat(ec2.counts().get("RunInstances")).isOne();
        }
    }

    @Test
    void saysToLookAtTheClockWhenRequestsAreTooOld() throws IOException {
        var ahead = new VirtualTime();
        ahead.advance(Duration.ofHours(2));
        try (var ec2 = FakeEc2.start(o -> o.time(time).requestClock(ahead));
                var mesh = open(ec2, "")) {

            var thrown = catchThrowable(() -> mesh.nodes().boot(1));

            assertThat(thrown).isInstanceOf(CloudmeshException.class);
            assertThat(thrown.getMessage()).containsIgnoringCase("clock");
            assertThat(ec2.requests().size()).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void bootsOnceEc2KnowsTheGroupThatWasJustMade() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            // Documented: "Eventual consistency in the Amazon EC2 API": what was just made may not be found by the next
            // call.
            ec2.inject(HttpFault.refuse(
                    "AuthorizeSecurityGroupIngress",
                    400,
                    XML,
                    FakeEc2.error("InvalidGroup.NotFound", "The security group 'sg-1' does not exist")));

            var batch = mesh.nodes().boot(1, o -> o.atLeast(0));

            assertThat(batch.failures()).isEmpty();
        }
    }

    static Stream<HttpFault> faultsBeforeTheLaunch() {
        var broken = FakeEc2.error("InternalError", "An internal error has occurred");
        return Stream.of(
                HttpFault.dropAfter("ImportKeyPair"),
                HttpFault.refuse("CreateSecurityGroup", 500, XML, broken),
                HttpFault.failAfter("CreateSecurityGroup", 503, XML, FakeEc2.error("Unavailable", "Try later")),
                HttpFault.cut("AuthorizeSecurityGroupIngress"));
    }

    @ParameterizedTest(name = "{index}")
    @MethodSource("faultsBeforeTheLaunch")
    void bootsThoughAnAnswerToWhatComesBeforeTheLaunchWasLostOnce(HttpFault fault) throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            ec2.inject(fault);

            var batch = mesh.nodes().boot(2, o -> o.atLeast(0));

            assertThat(batch.failures()).isEmpty();
        }
    }

    @Test
    void givesUpAtTheDeadlineThoughTheAnswerComesByteByByte() throws IOException {
        try (var slow = new Canned((action, exchange) -> {
                    exchange.sendResponseHeaders(200, 0);
                    try (var out = exchange.getResponseBody()) {
                        out.write("<DescribeInstancesResponse><reservationSet>".getBytes(StandardCharsets.UTF_8));
                        var never = new CountDownLatch(1);
                        for (int i = 0; i < 40; i++) {
                            out.write(' ');
                            out.flush();
                            never.await(100, TimeUnit.MILLISECONDS);
                        }
                        out.write("</reservationSet></DescribeInstancesResponse>".getBytes(StandardCharsets.UTF_8));
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
                var driver = connect(slow.endpoint())) {

            assertThatThrownBy(() -> driver.nodes().list(deadline(1)).toList()).isInstanceOf(CloudmeshException.class);
        }
    }

    @Test
    void canBeCalledOffWhileAnotherThreadMakesTheKeyPair() throws Exception {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            ec2.inject(HttpFault.hang("ImportKeyPair").times(2));
            var first = new Thread(() -> create(driver, ec2, "first", 1, 60));
            var second = new Thread(() -> create(driver, ec2, "second", 1, 60));
            first.start();
            spin(() -> ec2.counts().containsKey("AuthorizeSecurityGroupIngress"));
            second.start();
            spin(() -> second.getState() == Thread.State.TIMED_WAITING);

            second.interrupt();
            second.join(5000);
            boolean isStillThere = second.isAlive();
            first.interrupt();
            first.join(10000);
            second.interrupt();
            second.join(10000);

            assertThat(isStillThere).isFalse();
        }
    }

    private static List<String> missing(int count) {
        return IntStream.range(0, count).mapToObj("i-0123456789%07x"::formatted).toList();
    }

    @Test
    void aVerbOnAHundredIdsThatAreNotThereCostsOneMore() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            var ids = missing(100);

            driver.nodes().stop(ids, deadline(60));

            assertThat(ec2.counts().get("StopInstances")).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void gettingAThousandThatAreNotThereCostsNoMoreThanTwo() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            var ids = missing(1000);

            driver.nodes().get(ids, deadline(60));

            assertThat(ec2.counts().get("DescribeInstances")).isLessThanOrEqualTo(2);
        }
    }

    @Test
    void startingAHundredOfWhichSomeCannotBeStartedCostsFew() {
        try (var ec2 = FakeEc2.start();
                var driver = connect(ec2.endpoint().toString())) {
            create(driver, ec2, "intent", 60, 60);
            var ids = ec2.instances().stream().map(Ec2Instance::id).toList();
            driver.nodes().stop(ids, deadline(60));
            driver.nodes().destroy(ids.subList(0, 30), deadline(60));
            ec2.clearRequests();

            driver.nodes().start(ids, deadline(60));

            assertThat(ec2.counts().values().stream().mapToLong(Long::longValue).sum())
                    .isLessThanOrEqualTo(3);
        }
    }

    @Test
    void writesANameThatWasRefusedOnlyBecauseAnotherTagWasBeingWritten() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            // Documented: "Error codes for the Amazon EC2 API", ConcurrentTagAccess: wait for the other, then retry.
            ec2.inject(HttpFault.refuse(
                    "CreateTags",
                    400,
                    XML,
                    FakeEc2.error("ConcurrentTagAccess", "Can't run simultaneous commands to modify a tag")));

            mesh.nodes().boot(2, o -> o.name("web"));
            time.advance(Duration.ofMinutes(1));
            mesh.recover();

            assertThat(ec2.instances())
                    .allSatisfy(instance -> assertThat(instance.tags()).containsKeys("Name", "cloudmesh-name"));
        }
    }

    @Test
    void keepsTheNamesOfMachinesThatItMayNotNameWhenItLooksAgain() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            ec2.deny("CreateTags");
            var booted = mesh.nodes().boot(2, o -> o.name("web"));
            var names = booted.stream().map(Node::name).toList();
            time.advance(Duration.ofMinutes(1));

            var refreshed = mesh.nodes().refresh();

            assertThat(refreshed).extracting(Node::name).containsExactlyInAnyOrderElementsOf(names);
        }
    }

    @Test
    void makesNoMachineWithoutANameWhereThereAreTooManyLabels() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {

            var ignored = catchThrowable(() -> mesh.nodes().boot(2, o -> {
                for (int i = 0; i < 45; i++) {
                    o.label("label" + i, "value");
                }
            }));

            assertThat(ec2.instances().stream().filter(Ec2Instance::isAlive))
                    .allSatisfy(instance -> assertThat(instance.tags()).containsKey("cloudmesh-name"));
        }
    }

    @Test
    void doesNotSayThatAMachineWasMadeWhenItWasStarted() throws IOException {
        try (var ec2 = new Canned((action, exchange) -> Canned.answer(exchange, 200, """
                        <DescribeInstancesResponse><reservationSet><item><instancesSet><item>
                          <instanceId>i-1</instanceId><launchTime>2030-01-03T01:00:00.000Z</launchTime>
                          <instanceState><name>running</name></instanceState>
                          <blockDeviceMapping><item><deviceName>/dev/sda1</deviceName>
                            <ebs><attachTime>2030-01-01T00:00:01.000Z</attachTime></ebs></item></blockDeviceMapping>
                          <networkInterfaceSet><item>
                            <attachment><attachTime>2030-01-01T00:00:00.000Z</attachTime></attachment>
                          </item></networkInterfaceSet>
                        </item></instancesSet></item></reservationSet></DescribeInstancesResponse>"""));
                var driver = connect(ec2.endpoint())) {

            var nodes = driver.nodes().get(List.of("i-1"), deadline(30));

            assertThat(nodes)
                    .singleElement()
                    .extracting(Node::createdAt)
                    .isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        }
    }

    @Test
    void bootsInTheUsualVpcThoughTheMeshHasAGroupInAnotherOne() throws IOException {
        var launches = new CopyOnWriteArrayList<String>();
        try (var ec2 = new Canned((action, exchange) -> {
                    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    switch (Canned.action(body)) {
                        case "CreateSecurityGroup" ->
                            Canned.answer(
                                    exchange,
                                    400,
                                    FakeEc2.error("InvalidGroup.Duplicate", "The security group already exists"));
                        case "DescribeSecurityGroups" ->
                            Canned.answer(
                                    exchange,
                                    200,
                                    "<DescribeSecurityGroupsResponse><securityGroupInfo>"
                                            + (body.contains("vpc-0000000a") ? "" : group("b"))
                                            + (body.contains("vpc-0000000b") ? "" : group("a"))
                                            + "</securityGroupInfo></DescribeSecurityGroupsResponse>");
                        case "DescribeVpcs" ->
                            Canned.answer(
                                    exchange,
                                    200,
                                    "<DescribeVpcsResponse><vpcSet><item><vpcId>vpc-0000000a</vpcId><isDefault>true</isDefault></item></vpcSet></DescribeVpcsResponse>");
                        case "RunInstances" -> {
                            launches.add(body);
                            Canned.answer(exchange, 400, FakeEc2.error("InvalidParameter", "networks"));
                        }
                        default -> {
                            var action2 = Canned.action(body);
                            Canned.answer(
                                    exchange,
                                    200,
                                    "<%sResponse><return>true</return></%sResponse>".formatted(action2, action2));
                        }
                    }
                });
                var driver = connect(ec2.endpoint())) {

            driver.nodes().create(request("intent", 1, "ami-00000001"), deadline(20));

            assertThat(launches).singleElement().asString().doesNotContain("sg-0000000b");
        }
    }

    @Test
    void usesTheGroupOfThatNameThatIsInTheVpcOfTheNetwork() throws IOException {
        var launches = new CopyOnWriteArrayList<String>();
        try (var ec2 = new Canned((action, exchange) -> {
                    var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                    var asked = Canned.action(body);
                    var answer = switch (asked) {
                        case "DescribeSecurityGroups" ->
                            "<securityGroupInfo>" + (body.contains("vpc-0000000b") ? "" : group("a")) + group("b")
                                    + "</securityGroupInfo>";
                        case "DescribeSubnets" ->
                            "<subnetSet><item><subnetId>subnet-0000000b</subnetId><vpcId>vpc-0000000b</vpcId></item></subnetSet>";
                        default -> "<return>true</return>";
                    };
                    if (asked.equals("RunInstances")) {
                        launches.add(body);
                    }
                    Canned.answer(exchange, 200, "<%sResponse>%s</%sResponse>".formatted(asked, answer, asked));
                });
                var driver = connect(ec2.endpoint())) {
            var access = new Access("m1", KEY, null, List.of("cloudmesh-m1"), List.of("subnet-0000000b"), false);
            var request = request("intent", 1, "ami-00000001");

            driver.nodes()
                    .create(
                            new CreateRequest(
                                    "intent",
                                    "intent-0",
                                    request.nodes(),
                                    request.image(),
                                    "t3.micro",
                                    null,
                                    access,
                                    null),
                            deadline(20));

            assertThat(launches).singleElement().asString().contains("sg-0000000b");
        }
    }

    @Test
    void bootsAnImageByNameThatIsNotAStrangers() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            var amazons = ec2.images().stream()
                    .filter(image -> image.ownerAlias().equals("amazon"))
                    .findFirst()
                    .orElseThrow();
            ec2.putImage(
                    "us-east-1",
                    new Ec2Image(
                            "ami-0bad0bad0bad0bad0",
                            amazons.name(),
                            amazons.description(),
                            amazons.architecture(),
                            "666666666666",
                            "",
                            "available",
                            "2026-01-01T00:00:00.000Z",
                            8));

            var thrown = catchThrowable(() -> mesh.nodes().boot(1, o -> o.image(amazons.name())));

            assertThat(ec2.instances())
                    .as("thrown %s", thrown)
                    .extracting(Ec2Instance::imageId)
                    .doesNotContain("ami-0bad0bad0bad0bad0");
        }
    }

    private static String group(String letter) {
        return "<item><groupId>sg-0000000%s</groupId><groupName>cloudmesh-m1</groupName><vpcId>vpc-0000000%s</vpcId></item>"
                .formatted(letter, letter);
    }

    @Test
    void givesBackTheGroupThatWasInUseForAMomentLonger() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            var booted = mesh.nodes().boot(1);
            ec2.inject(HttpFault.refuse(
                    "DeleteSecurityGroup",
                    400,
                    XML,
                    FakeEc2.error("DependencyViolation", "resource sg-1 has a dependent object")));
            mesh.nodes().destroy(booted);
            mesh.nodes().await(booted, NodeState.DESTROYED, Duration.ofMinutes(5));
            time.advance(Duration.ofMinutes(5));

            mesh.nodes().refresh();
            mesh.recover();

            assertThat(ec2.securityGroups())
                    .extracting(group -> group.name())
                    .noneMatch(name -> name.startsWith("cloudmesh-"));
        }
    }

    @Test
    void givesBackThoughAnAnswerWasLostOnce() throws IOException {
        try (var ec2 = FakeEc2.start(o -> o.time(time));
                var mesh = open(ec2, "")) {
            var booted = mesh.nodes().boot(1);
            ec2.inject(HttpFault.dropBefore("DescribeKeyPairs"));

            mesh.nodes().destroy(booted);
            mesh.nodes().await(booted, NodeState.DESTROYED, Duration.ofMinutes(5));

            assertThat(ec2.keyPairs()).isEmpty();
        }
    }

    /** Answers as it is told. */
    private record Canned(HttpServer server) implements AutoCloseable {

        interface Handler {
            void answer(String action, HttpExchange exchange) throws IOException;
        }

        Canned(Handler handler) throws IOException {
            this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
            var executor = Executors.newCachedThreadPool(task -> {
                var thread = new Thread(task);
                thread.setDaemon(true);
                return thread;
            });
            server.setExecutor(executor);
            server.createContext("/", exchange -> {
                try (exchange) {
                    handler.answer("", exchange);
                }
            });
            server.start();
        }

        String endpoint() {
            return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
        }

        static String action(String body) {
            return body.replaceFirst("(?s).*\\bAction=([A-Za-z]+).*", "$1");
        }

        static void answer(HttpExchange exchange, int status, String body) throws IOException {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", XML);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    private static void spin(java.util.function.BooleanSupplier until) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!until.getAsBoolean() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static void create(CloudDriver driver, FakeEc2 ec2, String intent, int count, int seconds) {
        var image = ec2.images().stream()
                .filter(each -> each.architecture().equals("x86_64"))
                .findFirst()
                .orElseThrow();
        var ignored =
                catchThrowable(() -> driver.nodes().create(request(intent, count, image.id()), deadline(seconds)));
    }

    private static CreateRequest request(String intent, int count, String image) {
        var nodes = IntStream.range(0, count)
                .mapToObj(i -> new NewNode(
                        i, "web" + i, Map.of("cloudmesh-intent", intent, "cloudmesh-index", Integer.toString(i))))
                .toList();
        return new CreateRequest(intent, intent + "-0", nodes, image, "t3.micro", null, Access.of("m1", KEY), null);
    }

    private static Deadline deadline(int seconds) {
        return Deadline.in(Duration.ofSeconds(seconds), Time.system());
    }

    private static CloudDriver connect(String endpoint) {
        var settings = Map.of(
                "endpoint",
                endpoint,
                "default.location",
                "us-east-1",
                "requests_per_second",
                "100000",
                "credentials.EC2_ACCESS_ID",
                Ec2Options.ACCESS_KEY,
                "credentials.EC2_SECRET_KEY",
                Ec2Options.SECRET_KEY);
        Consumer<org.cloudmesh.Request> nobody = request -> {};
        return new AwsProvider()
                .connect(new CloudContext(
                        "aws", Path.of("unused"), Time.system(), nobody, CloudConfig.of("aws", settings)));
    }

    private Mesh open(FakeEc2 ec2, String more) throws IOException {
        var config = Files.writeString(
                directory.resolve("cloudmesh.yaml"),
                "cloudmesh:\n  cloud:\n    mine:\n" + (new FakedEc2(ec2).section() + more).indent(6));
        return Mesh.open(o ->
                o.config(config).directory(directory).store(Store.inMemory()).time(time));
    }

    private static List<String> alive(FakeEc2 ec2) {
        return ec2.instances().stream()
                .filter(Ec2Instance::isAlive)
                .map(Ec2Instance::id)
                .toList();
    }
}
