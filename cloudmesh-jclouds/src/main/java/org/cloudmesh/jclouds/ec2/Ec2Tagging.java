package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.spi.Deadline;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes on an instance what its launch could not: a name is one instance's own. Thread-safe. */
final class Ec2Tagging {

    private static final Logger LOG = LoggerFactory.getLogger(Ec2Tagging.class);

    private final Ec2Api api;

    Ec2Tagging(Ec2Api api) {
        this.api = api;
    }

    /**
     * Writes those that it lacks; no request if it lacks none.
     *
     * @return all it carries now
     */
    Map<String, String> write(JsonNode instance, Map<String, String> wanted, Deadline deadline) {
        var tags = new LinkedHashMap<>(Ec2Records.tags(instance));
        var missing = new LinkedHashMap<>(wanted);
        missing.entrySet().removeAll(tags.entrySet());
        if (!missing.isEmpty()) {
            api.ask(
                    new Ec2Query("CreateTags")
                            .list("ResourceId", List.of(Ec2Records.id(instance)))
                            .tags("Tag", missing),
                    deadline);
            tags.putAll(missing);
        }
        return tags;
    }

    /** The same, but whoever looks for an instance has found it, whether this can be written or not. */
    Map<String, String> complete(JsonNode instance, Map<String, String> wanted, Deadline deadline) {
        try {
            return write(instance, wanted, deadline);
        } catch (CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            LOG.warn("{} is found, but not labelled: {}", Ec2Records.id(instance), e.getMessage());
            var tags = new LinkedHashMap<>(Ec2Records.tags(instance));
            tags.putAll(wanted);
            return tags;
        }
    }
}
