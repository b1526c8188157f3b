package org.cloudmesh.testkit.sim;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.cloudmesh.Feature;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.spi.NodeDefaults;

/** What is constant about the driver of a served cloud. Immutable. */
record RemoteFacts(
        Set<Feature> features,
        CreateGuarantee guarantee,
        int maxBatch,
        NodeDefaults defaults,
        boolean isBilled,
        Duration pollInterval,
        Duration settleTime) {

    /** What asks for it; the cloud has no such call. */
    static final String OPERATION = "facts";

    static RemoteFacts of(CloudDriver driver) {
        return new RemoteFacts(
                driver.features(),
                driver.createGuarantee(),
                driver.nodes().maxBatch(),
                driver.defaults(),
                driver.isBilled(),
                driver.pollInterval(),
                driver.settleTime());
    }

    // By hand: Jackson may not look into a record that is not public, where modules are.
    JsonNode write() {
        var json = SimWire.object();
        var names = json.putArray("features");
        features.forEach(feature -> names.add(feature.name()));
        json.set("defaults", SimWire.tree(defaults));
        return json.put("guarantee", guarantee.name())
                .put("maxBatch", maxBatch)
                .put("billed", isBilled)
                .put("pollInterval", pollInterval.toString())
                .put("settleTime", settleTime.toString());
    }

    static RemoteFacts read(JsonNode json) {
        var features = EnumSet.noneOf(Feature.class);
        json.path("features").forEach(name -> features.add(Feature.valueOf(name.asText())));
        return new RemoteFacts(
                Set.copyOf(features),
                CreateGuarantee.valueOf(json.path("guarantee").asText()),
                json.path("maxBatch").asInt(),
                SimWire.value(json.path("defaults"), NodeDefaults.class),
                json.path("billed").asBoolean(),
                Duration.parse(json.path("pollInterval").asText()),
                Duration.parse(json.path("settleTime").asText()));
    }
}
