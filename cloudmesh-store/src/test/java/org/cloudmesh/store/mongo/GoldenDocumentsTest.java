package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.cloudmesh.Command;
import org.cloudmesh.Job;
import org.cloudmesh.Mesh;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What lies in MongoDB, as somebody sees it who knows the original's collections: whole documents, ours in {@code _cm}. */
class GoldenDocumentsTest {

    private static final String JOB_CM = """
            {"exit": 0, "signal": null, "stderr": "", "milliseconds": 0, "stdoutFile": null, "stderrFile": null,
             "error": null, "node": "sim/sim-000001", "user": "ann"}""";

    private final LocalMongo mongo = new LocalMongo();
    private final Store ofTheMesh = mongo.openNew();
    private final Store store = mongo.open();

    @TempDir
    private Path directory = Path.of("");

    private List<Job> jobs = List.of();

    @AfterEach
    void stop() {
        store.close();
        mongo.close();
    }

    @Test
    void areThoseOfTheOriginalWithOursApart() {
        try (var mesh = open()) {
            var nodes = mesh.nodes().boot(1, o -> o.name("web"));
            jobs = List.of(
                    mesh.jobs().run(Command.of("pwd"), nodes), mesh.jobs().run(Script.of("pwd\n"), nodes));
            jobs.forEach(Job::await);
        }

        assertThat(lying("job"))
                .containsExactly(BsonDocument.parse("""
                                {"_id": "JOB0-0001", "name": "web", "status": "done", "input": "Null",
                                 "output": "/home/ubuntu\\n", "description": "single job", "commands": "pwd", "cm": %s,
                                 "_cm": {"cloud": "sim", "name": "web", "state": "done", "version": 2,
                                  "json": "as it was put"}}""".formatted(JOB_CM)), BsonDocument.parse("""
                                {"_id": "JOB1-0001", "name": "web", "status": "done", "input": "pwd\\n",
                                 "output": "/home/ubuntu\\n", "description": "single job", "commands": "Null", "cm": %s,
                                 "_cm": {"cloud": "sim", "name": "web", "state": "done", "version": 2,
                                  "json": "as it was put"}}""".formatted(JOB_CM)));
        assertThat(lying("status")).containsExactly(BsonDocument.parse("""
                                {"_id": "sim/sim-000001", "id": "web", "status": "No Job", "currentJob": "Null",
                                 "history": ["JOB0-0001", "JOB1-0001"],
                                 "_cm": {"cloud": "sim", "name": "web", "state": "No Job", "version": 4,
                                  "json": "as it was put"}}"""));
        assertThat(lying("group")).containsExactly(BsonDocument.parse("""
                                {"_id": "sim/INTENT", "cloud": "sim", "name": "cloudmesh", "size": 1, "vms": ["web"],
                                 "cm": {"nodes": ["sim/sim-000001"]},
                                 "_cm": {"cloud": "sim", "name": "cloudmesh", "version": 1,
                                  "json": "as it was put"}}"""));
        assertThat(lying("cloud")).containsExactly(BsonDocument.parse("""
                                {"_id": "sim/sim-000001",
                                 "cm": {"kind": "vm", "cloud": "sim", "id": "sim-000001", "name": "web", "state": "RUNNING",
                                  "status": "sim-RUNNING", "image": "sim-image", "flavor": "sim-small", "location": "sim-here",
                                  "public_ips": [], "private_ips": [],
                                  "ssh": {"user": "sim", "host": "sim-000001.sim.invalid", "port": 22},
                                  "labels": {"cloudmesh-login": "sim", "cloudmesh-group": "cloudmesh", "cloudmesh-index": "0",
                                   "cloudmesh-user": "ann", "cloudmesh-mesh": "MESH", "cloudmesh-intent": "INTENT",
                                   "cloudmesh-name": "web"},
                                  "created": "2030-01-01T00:00:00Z", "observed": "2030-01-01T00:00:00Z", "message": null},
                                 "id": "sim-000001", "name": "web", "status": "RUNNING",
                                 "_cm": {"cloud": "sim", "name": "web", "state": "RUNNING", "version": 1,
                                  "json": "as it was put"}}"""));
    }

    private Mesh open() {
        var shell = new SimShell();
        shell.answer((host, task) -> new SimShell.Answer("/home/ubuntu\n", "", 0));
        return Mesh.open(o -> o.cloud("sim", new SimCloud())
                .store(ofTheMesh)
                .shell(shell)
                .time(new VirtualTime())
                .user("ann")
                .directory(directory)
                .executor(Runnable::run));
    }

    /** The whole documents, but for ids that are drawn, and the text of the JSON, which is compared with the store's. */
    private List<BsonDocument> lying(String kind) {
        return store.unwrap(MongoDatabase.class)
                .getCollection(kind, BsonDocument.class)
                .find()
                .map(each -> {
                    var cm = each.getDocument("_cm");
                    assertThat(store.get(kind, each.getString("_id").getValue()))
                            .map(Document::json)
                            .contains(cm.getString("json").getValue());
                    assertThat(cm.put("json", new BsonString("as it was put"))).isNotNull();
                    return BsonDocument.parse(known(each.toJson()));
                })
                .into(new ArrayList<>());
    }

    private String known(String json) {
        var known = json.replace(store.find(Query.of("intent")).get(0).key(), "INTENT");
        known = known.replace(
                BsonDocument.parse(store.get("variable", "mesh").orElseThrow().json())
                        .getString("value")
                        .getValue(),
                "MESH");
        for (int i = 0; i < jobs.size(); i++) {
            known = known.replace(jobs.get(i).id(), "JOB" + i);
        }
        return known;
    }
}
