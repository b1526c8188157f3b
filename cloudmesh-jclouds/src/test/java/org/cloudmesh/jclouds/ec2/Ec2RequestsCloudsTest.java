package org.cloudmesh.jclouds.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Access;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.spi.Time;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What operations cost, as the other side counts: {@code CLOUDMESH_IT_EC2_REQUESTS} names the file in which the endpoint of
 * {@code CLOUDMESH_IT_EC2} writes down each request it answers, a line of JSON each.
 */
@Tag("clouds")
class Ec2RequestsCloudsTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int TEN = 10;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private Path log;
    private CloudDriver driver;

    @BeforeEach
    void connect() {
        var endpoint = System.getenv("CLOUDMESH_IT_EC2");
        var file = System.getenv("CLOUDMESH_IT_EC2_REQUESTS");
        assumeTrue(
                endpoint != null && file != null,
                "CLOUDMESH_IT_EC2 and CLOUDMESH_IT_EC2_REQUESTS name no endpoint that counts");
        log = Path.of(file);
        driver = Configured.at(endpoint, "AKIAMADEUP", "made-up")
                .with("requests_per_second", "1000")
                .connect(new CloudContext("here", Path.of("unused"), Time.system(), request -> {}));
    }

    @AfterEach
    void close() {
        if (driver != null) {
            driver.close();
        }
    }

    @Test
    void areNoMoreThanTheBudgetOfEachOperation() throws IOException {
        create("known", 1);

        var booted = counted(() -> create("ten", TEN));
        var ids = create("others", TEN);

        assertThat(booted).isEqualTo(Map.of("RunInstances", 1, "CreateTags", TEN));
        assertThat(counted(() -> driver.nodes().get(ids, deadline()))).isEqualTo(Map.of("DescribeInstances", 1));
        assertThat(counted(() -> driver.nodes().stop(ids, deadline()))).isEqualTo(Map.of("StopInstances", 1));
        assertThat(counted(() -> driver.nodes().start(ids, deadline()))).isEqualTo(Map.of("StartInstances", 1));
        assertThat(counted(() -> driver.nodes().destroy(ids, deadline()))).isEqualTo(Map.of("TerminateInstances", 1));
        assertThat(counted(() -> driver.images().find("ami-03cf127a", deadline())))
                .isEqualTo(Map.of("DescribeImages", 1));
        assertThat(counted(() -> driver.nodes().findByIntent(run + "ten", deadline())))
                .isEqualTo(Map.of("DescribeInstances", 1));
    }

    private List<String> create(String intent, int count) {
        var nodes = IntStream.range(0, count)
                .mapToObj(i -> new NewNode(
                        i,
                        intent + i,
                        Map.of("cloudmesh-intent", run + intent, "cloudmesh-index", Integer.toString(i))))
                .toList();
        var request = new CreateRequest(
                run + intent,
                run + intent + "-0",
                nodes,
                "ami-03cf127a",
                "t3.micro",
                null,
                Access.of(
                        "budgets",
                        "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAILjYdBCCuEucqqX/7/Ru38PV2RxnV7fK5BI3SdkVPr5d me"),
                null);
        return driver.nodes().create(request, deadline()).stream()
                .map(outcome -> ((Outcome.Done<Node>) outcome).value().id().providerId())
                .toList();
    }

    /** What was asked meanwhile: nobody else asks. */
    private Map<String, Integer> counted(Runnable work) throws IOException {
        int before = Files.readAllLines(log).size();
        work.run();
        var counts = new TreeMap<String, Integer>();
        for (var line :
                Files.readAllLines(log).subList(before, Files.readAllLines(log).size())) {
            counts.merge(JSON.readTree(line).path("action").asText(), 1, Integer::sum);
        }
        return counts;
    }

    private static Deadline deadline() {
        return Deadline.in(Duration.ofMinutes(1), Time.system());
    }
}
