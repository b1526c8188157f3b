package org.cloudmesh.internal.nodes;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Feature;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.NodeState;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Clouds;
import org.cloudmesh.internal.runtime.MeshId;
import org.cloudmesh.internal.runtime.MeshRuntime;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;

/** Gives this mesh's running machines the address they lack, where the cloud gives none by itself. */
final class Exposure {

    private final MeshRuntime mesh;
    private final Clouds clouds;
    private final NodeRecords records;

    Exposure(MeshRuntime mesh, Clouds clouds) {
        this.mesh = mesh;
        this.clouds = clouds;
        records = new NodeRecords(mesh);
    }

    /**
     * What came of it.
     *
     * @param nodes those that have an address now
     * @param failed those that will not have one, and why
     * @param unknown those that may have one next time
     */
    record Result(
            Map<NodeId, Node> nodes, Map<NodeId, CloudmeshException> failed, Map<NodeId, CloudmeshException> unknown) {}

    /** Of those nodes, the ones that lack an address. */
    Result expose(Collection<Node> nodes, Deadline deadline, @Nullable Cancellation cancellation) {
        var result = new Result(new HashMap<>(), new HashMap<>(), new HashMap<>());
        var chunks = chunks(nodes);
        if (chunks.isEmpty()) {
            return result;
        }
        var answers = mesh.work()
                .each(
                        chunks,
                        chunk -> chunk.cloud().driver().nodes().expose(chunk.ids(), deadline),
                        deadline,
                        cancellation);
        for (int i = 0; i < chunks.size(); i++) {
            take(chunks.get(i), answers.get(i), result);
        }
        records.save(result.nodes().values()).forEach(node -> result.nodes().put(node.id(), node));
        return result;
    }

    private record Chunk(CloudConnection cloud, List<Node> nodes) {

        List<String> ids() {
            return nodes.stream().map(node -> node.id().providerId()).toList();
        }
    }

    private List<Chunk> chunks(Collection<Node> nodes) {
        var chunks = new ArrayList<Chunk>();
        var meshId = new MeshId(mesh).find();
        nodes.stream()
                .filter(node -> node.state() == NodeState.RUNNING && node.ssh() == null)
                .filter(node ->
                        meshId.isPresent() && meshId.get().equals(node.labels().get(Labels.MESH)))
                .filter(node -> !Labels.PRIVATE.equals(node.labels().get(Labels.ADDRESS)))
                .collect(Collectors.groupingBy(Node::cloud))
                .forEach((name, each) -> {
                    var cloud = clouds.get(name);
                    if (cloud.driver().features().contains(Feature.PUBLIC_ADDRESS)) {
                        int most = cloud.driver().nodes().maxBatch();
                        Chunks.of(each, most).forEach(chunk -> chunks.add(new Chunk(cloud, chunk)));
                    }
                });
        return chunks;
    }

    private static void take(Chunk chunk, Outcome<List<Outcome<Node>>> answer, Result result) {
        for (int i = 0; i < chunk.nodes().size(); i++) {
            var id = chunk.nodes().get(i).id();
            var outcome = Answers.item(answer, i, () -> leftOut(chunk.cloud()));
            if (outcome instanceof Outcome.Done<Node> done) {
                result.nodes().put(id, done.value());
            } else {
                var cause = Objects.requireNonNull(Answers.cause(outcome));
                (outcome instanceof Outcome.Failed ? result.failed() : result.unknown()).put(id, cause);
            }
        }
    }

    private static CloudmeshException leftOut(CloudConnection cloud) {
        return new UnavailableException(cloud.name(), "expose", 0, null, "the answer left this machine out", null);
    }
}
