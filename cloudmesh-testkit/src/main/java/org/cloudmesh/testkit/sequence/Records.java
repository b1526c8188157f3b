package org.cloudmesh.testkit.sequence;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/**
 * What the store has, read behind the mesh's back.
 *
 * @param nodes the states of all nodes not destroyed, by id
 * @param names the canonical names of those nodes, by id
 * @param open the items of intents that are not settled, as {@code INTENT/INDEX}, and the canonical name of each
 * @param claims the canonical names that are claimed
 */
record Records(Map<String, String> nodes, Map<String, String> names, Map<String, String> open, Set<String> claims) {

    private static final ObjectMapper JSON = new ObjectMapper();

    static Records of(Store store) {
        var nodes = new HashMap<String, String>();
        var names = new HashMap<String, String>();
        for (var node : store.find(Query.of("cloud"))) {
            if (!"DESTROYED".equals(node.state())) {
                nodes.put(node.key(), String.valueOf(node.state()));
                names.put(node.key(), String.valueOf(node.name()));
            }
        }
        var open = new HashMap<String, String>();
        for (var intent : store.find(Query.of("intent").state("OPEN"))) {
            var items = read(intent).path("items");
            for (int i = 0; i < items.size(); i++) {
                if (items.get(i).path("state").asText().equals("OPEN")) {
                    open.put(
                            intent.key() + "/" + i,
                            canonical(items.get(i).path("name").asText()));
                }
            }
        }
        var claims = new HashSet<String>();
        store.find(Query.of("claim")).forEach(claim -> claims.add(claim.key()));
        return new Records(nodes, names, open, claims);
    }

    private static JsonNode read(Document document) {
        try {
            return JSON.readTree(document.json());
        } catch (JsonProcessingException e) {
            throw new Broken("the store holds JSON", document.toString(), e);
        }
    }

    /** The form in which no cloud would tell two names apart. */
    static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
    }

    /** The claims that nothing stands behind. */
    List<String> orphans() {
        return claims.stream()
                .filter(name -> !names.containsValue(name) && !open.containsValue(name))
                .sorted()
                .toList();
    }
}
