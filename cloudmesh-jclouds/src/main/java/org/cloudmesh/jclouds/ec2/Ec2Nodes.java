package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Created;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** The instances of the account. Thread-safe. */
final class Ec2Nodes implements NodeDriver {

    private static final int BATCH = 100;
    private static final int PAGE = 1000;
    private static final String DESCRIBE = "DescribeInstances";
    private static final String RESERVATIONS = "reservationSet";
    private static final String INTENT = "tag:cloudmesh-intent";

    private final CloudContext context;
    private final Ec2Api api;
    private final Ec2Records records;
    private final Ec2Launch launch;
    private final Ec2Tagging tagging;
    private final Ec2Recent recent;

    Ec2Nodes(CloudContext context, Ec2Api api, Ec2Account account, Ec2Access access, Ec2Recent recent) {
        this.context = context;
        this.api = api;
        this.recent = recent;
        records = new Ec2Records(account);
        tagging = new Ec2Tagging(api);
        launch = new Ec2Launch(context, api, account, access, records, tagging, recent);
    }

    @Override
    public int maxBatch() {
        return BATCH;
    }

    @Override
    public List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        return request.nodes().isEmpty() ? List.of() : launch.create(request, deadline);
    }

    /** Those that live first, where two have the same place; a terminated one was made, and is not to be made again. */
    @Override
    public List<Created> findByIntent(String intentId, Deadline deadline) {
        var askedAt = context.time().now();
        var query = new Ec2Query(DESCRIBE)
                .with("MaxResults", Integer.toString(PAGE))
                .filter(INTENT, List.of(intentId));
        var found = new ArrayList<Created>();
        try (var instances = instances(query, deadline)) {
            instances.forEach(instance -> {
                int index = Ec2Index.of(instance, intentId);
                if (index >= 0) {
                    var labels = tagging.complete(instance, Ec2Index.label(index), deadline);
                    found.add(new Created(
                            index,
                            records.builder(instance, askedAt).labels(labels).build()));
                }
            });
        }
        found.sort(Comparator.comparing(created -> created.node().state() == NodeState.DESTROYED));
        return found;
    }

    @Override
    public Stream<Node> list(Deadline deadline) {
        var askedAt = context.time().now();
        var query = new Ec2Query(DESCRIBE).with("MaxResults", Integer.toString(PAGE));
        return instances(query, deadline).map(instance -> records.node(instance, askedAt));
    }

    @Override
    public List<Node> get(Collection<String> ids, Deadline deadline) {
        var left = new ArrayList<>(new LinkedHashSet<>(ids));
        var nodes = new ArrayList<Node>();
        for (int from = 0; from < left.size(); from += PAGE) {
            nodes.addAll(some(new ArrayList<>(left.subList(from, Math.min(left.size(), from + PAGE))), deadline));
        }
        return nodes;
    }

    /** One id that is not there, and the whole request is refused. */
    private List<Node> some(List<String> ids, Deadline deadline) {
        while (!ids.isEmpty()) {
            var askedAt = context.time().now();
            try {
                var query = new Ec2Query(DESCRIBE).list("InstanceId", ids);
                return api.attemptAll(query, RESERVATIONS, deadline).stream()
                        .flatMap(Ec2Nodes::instancesOf)
                        .map(instance -> records.node(instance, askedAt))
                        .toList();
            } catch (Ec2Refused e) {
                var bad = Ec2Ids.named(e, ids);
                if (bad.isEmpty() || !Ec2Ids.areMissing(e)) {
                    throw e.meaning();
                }
                ids.removeAll(bad);
            }
        }
        return List.of();
    }

    private Stream<JsonNode> instances(Ec2Query query, Deadline deadline) {
        return api.list(query, RESERVATIONS, deadline).flatMap(Ec2Nodes::instancesOf);
    }

    static Stream<JsonNode> instancesOf(JsonNode reservation) {
        return Xml.items(reservation, "instancesSet").stream();
    }

    @Override
    public List<Outcome<NodeUpdate>> start(List<String> ids, Deadline deadline) {
        return change("StartInstances", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> stop(List<String> ids, Deadline deadline) {
        return change("StopInstances", ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> suspend(List<String> ids, Deadline deadline) {
        throw new UnsupportedFeatureException(context.name(), Feature.SUSPEND);
    }

    @Override
    public List<Outcome<NodeUpdate>> resume(List<String> ids, Deadline deadline) {
        throw new UnsupportedFeatureException(context.name(), Feature.SUSPEND);
    }

    @Override
    public List<Outcome<NodeUpdate>> reboot(List<String> ids, Deadline deadline) {
        return change(Ec2Change.REBOOT, ids, deadline);
    }

    @Override
    public List<Outcome<NodeUpdate>> destroy(List<String> ids, Deadline deadline) {
        return change(Ec2Change.TERMINATE, ids, deadline);
    }

    private List<Outcome<NodeUpdate>> change(String action, List<String> ids, Deadline deadline) {
        return new Ec2Change(api, recent, action, ids, deadline).outcomes();
    }

    @Override
    public String toString() {
        return "instances of " + context.name();
    }
}
