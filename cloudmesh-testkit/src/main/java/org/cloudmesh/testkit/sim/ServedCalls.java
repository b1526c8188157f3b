package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.cloudmesh.CatalogEntry;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Request;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers the calls of clients of a {@link SimServer}, as {@link RemoteCalls} sends them. For one connection. */
final class ServedCalls {

    private static final Logger LOG = LoggerFactory.getLogger(ServedCalls.class);
    private static final int PAGE = 500;

    private final SimCloud cloud;
    private final Time time;

    ServedCalls(SimCloud cloud, Time time) {
        this.cloud = cloud;
        this.time = time;
    }

    /** One line, or one a page where there is much to say. */
    void answer(JsonNode call, SimLines lines) throws IOException {
        var requests = new ArrayList<Request>();
        var context = new CloudContext(call.path("cloud").asText(), Path.of(""), time, requests::add);
        Iterator<JsonNode> values;
        try {
            values = values(call, cloud.connect(context)).iterator();
        } catch (CloudmeshException e) {
            lines.write(first(requests).set("error", SimWire.error(e)));
            return;
        } catch (RuntimeException e) {
            LOG.warn("the served cloud failed at a call", e);
            lines.write(first(requests).set("error", SimWire.error(broken(call, e))));
            return;
        }
        var line = first(requests);
        while (addPage(line, values)) {
            lines.write(line);
            line = JsonNodeFactory.instance.objectNode();
        }
        lines.write(line);
    }

    private static ObjectNode first(List<Request> requests) {
        var line = JsonNodeFactory.instance.objectNode();
        var array = line.putArray("requests");
        requests.forEach(request -> array.add(SimWire.tree(request)));
        return line;
    }

    private static boolean addPage(ObjectNode line, Iterator<JsonNode> values) {
        var page = line.putArray("values");
        while (page.size() < PAGE && values.hasNext()) {
            page.add(values.next());
        }
        line.put("more", values.hasNext());
        return values.hasNext();
    }

    private static UnavailableException broken(JsonNode call, RuntimeException e) {
        return new UnavailableException(
                call.path("cloud").asText(),
                call.path("operation").asText(),
                500,
                null,
                "the served cloud failed (%s); its log says more".formatted(e),
                e);
    }

    private Stream<JsonNode> values(JsonNode call, CloudDriver driver) {
        var nodes = driver.nodes();
        var deadline = Deadline.in(Duration.ofMinutes(1), time);
        var operation = call.path("operation").asText();
        return switch (operation) {
            case RemoteFacts.OPERATION -> Stream.of(RemoteFacts.of(driver).write());
            case "create" ->
                nodes.create(SimWire.value(call.path("request"), CreateRequest.class), deadline).stream()
                        .map(SimWire::outcome);
            case "find" ->
                nodes.findByIntent(call.path("intent").asText(), deadline).stream()
                        .map(SimWire::tree);
            case "list" -> nodes.list(deadline).map(SimWire::tree);
            case "get" -> nodes.get(ids(call), deadline).stream().map(SimWire::tree);
            case "start" -> nodes.start(ids(call), deadline).stream().map(SimWire::outcome);
            case "stop" -> nodes.stop(ids(call), deadline).stream().map(SimWire::outcome);
            case "suspend" -> nodes.suspend(ids(call), deadline).stream().map(SimWire::outcome);
            case "resume" -> nodes.resume(ids(call), deadline).stream().map(SimWire::outcome);
            case "reboot" -> nodes.reboot(ids(call), deadline).stream().map(SimWire::outcome);
            case "destroy" -> nodes.destroy(ids(call), deadline).stream().map(SimWire::outcome);
            case "images" -> entries(call, driver.images(), deadline);
            case "flavors" -> entries(call, driver.flavors(), deadline);
            case "locations" -> entries(call, driver.locations(), deadline);
            default -> throw new IllegalArgumentException("no operation \"%s\"".formatted(operation));
        };
    }

    private static List<String> ids(JsonNode call) {
        var ids = new ArrayList<String>();
        call.path("ids").forEach(id -> ids.add(id.asText()));
        return ids;
    }

    private static <T extends CatalogEntry> Stream<JsonNode> entries(
            JsonNode call, CatalogDriver<T> catalog, Deadline deadline) {
        var wanted = call.path("entry");
        var entries = wanted.isTextual() ? catalog.find(wanted.asText(), deadline).stream() : catalog.list(deadline);
        return entries.map(SimWire::tree);
    }
}
