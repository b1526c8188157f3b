package org.cloudmesh.internal.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Command;
import org.cloudmesh.History;
import org.cloudmesh.JobState;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.Result;
import org.cloudmesh.Script;
import org.cloudmesh.Task;
import org.cloudmesh.internal.history.HistoryRecords;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.internal.runtime.Owner;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as documents. {@code job} and {@code status} are the original's, field by field (cm4, "Run Command/Script in
 * AWS"), with our facts in {@code cm}: one {@code job} a node and run, one {@code status} a node. {@code run} is ours: what
 * ran on many nodes together.
 */
final class JobDocuments {

    static final String RUN = "run";
    static final String JOB = "job";
    static final String STATUS = "status";

    /** How the original writes that there is nothing. */
    private static final String NULL = "Null";

    private static final String NO_JOB = "No Job";

    /** The document is written anew with each run; the runs themselves are all in the store. */
    private static final int LONGEST_HISTORY = 1000;

    private JobDocuments() {}

    static Document run(JobRecord job) {
        var json = Json.object();
        json.put("_id", job.id()).put("status", job.state().word());
        json.set("task", task(job.task()));
        var nodes = json.putArray("nodes");
        job.targets()
                .forEach(target ->
                        nodes.addObject().put("id", target.id().toString()).put("name", target.name()));
        json.put("user", job.user()).put("description", job.description());
        json.put("started", job.startedAt().toString()).put("ended", Objects.toString(job.endedAt(), null));
        json.set("owner", job.owner().toJson());
        json.set("options", job.setup().toJson());
        return new Document(RUN, job.id(), null, null, job.state().word(), Json.write(json), 0);
    }

    static JobRecord record(Document document) {
        var json = Json.parse(document.json());
        var targets = new ArrayList<JobRecord.Target>();
        json.path("nodes")
                .forEach(node -> targets.add(new JobRecord.Target(
                        NodeId.parse(node.path("id").asText()),
                        node.path("name").asText())));
        return new JobRecord(
                document.key(),
                task(json.path("task")),
                targets,
                json.path("user").asText(),
                json.path("description").asText(),
                Objects.requireNonNull(Json.instant(json, "started")),
                Json.instant(json, "ended"),
                JobState.of(json.path("status").asText()),
                Owner.fromJson(json.path("owner")),
                JobSetup.fromJson(json.path("options")));
    }

    static Document history(JobRecord job) {
        var nodes = job.targets().stream()
                .map(target -> new History.NodeRef(target.id(), target.name()))
                .toList();
        return HistoryRecords.document(new History.Entry(
                job.id(),
                job.startedAt(),
                job.user(),
                HistoryRecords.RUN,
                job.task().toString(),
                nodes,
                job.state().word()));
    }

    private static ObjectNode task(Task task) {
        var json = Json.object();
        if (task instanceof Command command) {
            command.arguments().forEach(json.putArray("command")::add);
        } else {
            var script = (Script) task;
            json.put("script", script.text());
            if (!script.arguments().isEmpty()) {
                script.arguments().forEach(json.putArray("arguments")::add);
            }
        }
        return json;
    }

    private static Task task(JsonNode json) {
        return json.has("command")
                ? new Command(texts(json.path("command")))
                : new Script(json.path("script").asText(), texts(json.path("arguments")));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    /** Before it runs: everything but what came of it. */
    static Document begun(JobRecord job, int index) {
        return job(job, index, JobState.RUNNING, NULL, Json.object());
    }

    static Document lost(JobRecord job, int index) {
        return job(job, index, JobState.LOST, NULL, Json.object());
    }

    /** After it ran: with its output, and how it ended. */
    static Document ended(JobRecord job, int index, Result result, JobState state) {
        var cm = Json.object();
        cm.put("exit", result.exitStatus()).put("signal", result.signal()).put("stderr", result.stderr());
        cm.put("milliseconds", result.took().toMillis());
        cm.put("stdoutFile", Objects.toString(result.stdoutFile(), null));
        cm.put("stderrFile", Objects.toString(result.stderrFile(), null));
        cm.put("error", result.error() == null ? null : result.outcome());
        return job(job, index, state, result.stdout(), cm);
    }

    private static Document job(JobRecord job, int index, JobState state, String output, ObjectNode cm) {
        var target = job.targets().get(index);
        var json = Json.object();
        json.put("_id", job.runId(index));
        json.put("name", target.name());
        json.put("status", state.word());
        json.put("input", job.task() instanceof Script script ? script.text() : NULL);
        json.put("output", output);
        json.put("description", description(job));
        json.put("commands", job.task() instanceof Command command ? command.toString() : NULL);
        cm.put("node", target.id().toString()).put("user", job.user());
        json.set("cm", cm);
        return new Document(
                JOB, job.runId(index), target.id().cloud(), target.name(), state.word(), Json.write(json), 0);
    }

    /** The node that a run's document tells of. */
    static JobRecord.Target target(Document run) {
        var json = Json.parse(run.json());
        return new JobRecord.Target(
                NodeId.parse(json.path("cm").path("node").asText()),
                json.path("name").asText());
    }

    private static String description(JobRecord job) {
        if (!job.description().isEmpty()) {
            return job.description();
        }
        return job.targets().size() == 1 ? "single job" : "parallel job";
    }

    static Result result(Document document, Node node) {
        var json = Json.parse(document.json());
        var cm = json.path("cm");
        var error = Json.text(cm, "error");
        var state = JobState.of(json.path("status").asText());
        return new Result(
                document.key(),
                node,
                cm.hasNonNull("exit") ? cm.path("exit").asInt() : null,
                Json.text(cm, "signal"),
                error == null && state == JobState.LOST
                        ? ""
                        : json.path("output").asText(),
                cm.path("stderr").asText(),
                path(cm, "stdoutFile"),
                path(cm, "stderrFile"),
                Duration.ofMillis(cm.path("milliseconds").asLong()),
                error(error, state));
    }

    private static @Nullable Path path(JsonNode cm, String field) {
        var text = Json.text(cm, field);
        return text == null ? null : Path.of(text);
    }

    private static @Nullable CloudmeshException error(@Nullable String error, JobState state) {
        if (error != null) {
            return state == JobState.CANCELLED ? new CancelledException(error) : new CloudmeshException(error);
        }
        return state == JobState.LOST
                ? new CloudmeshException("the program that ran it ended; what became of it is not known")
                : null;
    }

    /** The node's status with this run begun: the current one, and the last of its history. */
    static Document statusBegun(@Nullable Document before, NodeId id, String name, String runId) {
        var json = status(before, id, name);
        json.put("status", JobState.RUNNING.word()).put("currentJob", runId);
        var history = (ArrayNode) json.path("history");
        history.add(runId);
        if (history.size() > LONGEST_HISTORY) {
            history.remove(0);
        }
        return statusDocument(id, name, json);
    }

    /** The node's status with this run ended; null if another run is the current one. */
    static @Nullable Document statusEnded(@Nullable Document before, NodeId id, String name, String runId) {
        var json = status(before, id, name);
        if (!runId.equals(json.path("currentJob").asText())) {
            return null;
        }
        json.put("status", NO_JOB).put("currentJob", NULL);
        return statusDocument(id, name, json);
    }

    /** The node's status without those runs in its history; null if none of them is there. */
    static @Nullable Document statusWithout(
            @Nullable Document before, JobRecord.Target target, Collection<String> runIds) {
        if (before == null) {
            return null;
        }
        var json = status(before, target.id(), target.name());
        var history = (ArrayNode) json.path("history");
        int size = history.size();
        for (int i = size - 1; i >= 0; i--) {
            if (runIds.contains(history.get(i).asText())) {
                history.remove(i);
            }
        }
        return history.size() == size ? null : statusDocument(target.id(), target.name(), json);
    }

    /** Whether a node's status names no job. */
    static boolean isIdle(Document status) {
        var json = Json.parse(status.json());
        return json.path("history").isEmpty()
                && NULL.equals(json.path("currentJob").asText());
    }

    private static ObjectNode status(@Nullable Document before, NodeId id, String name) {
        if (before != null) {
            return (ObjectNode) Json.parse(before.json());
        }
        var json = Json.object();
        json.put("_id", id.toString()).put("id", name).put("status", NO_JOB).put("currentJob", NULL);
        json.putArray("history");
        return json;
    }

    private static Document statusDocument(NodeId id, String name, ObjectNode json) {
        return new Document(
                STATUS, id.toString(), id.cloud(), name, json.path("status").asText(), Json.write(json), 0);
    }

    static List<String> runIds(JobRecord job) {
        var ids = new ArrayList<String>();
        for (int i = 0; i < job.targets().size(); i++) {
            ids.add(job.runId(i));
        }
        return ids;
    }
}
