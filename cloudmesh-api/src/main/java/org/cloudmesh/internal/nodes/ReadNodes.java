package org.cloudmesh.internal.nodes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.cloudmesh.Node;
import org.cloudmesh.spi.Document;

/** The documents that were read last, and their nodes: parsing takes longer than the store does. Thread-safe. */
final class ReadNodes {

    /** Some 10 MB at most. */
    private static final int MOST = 4096;

    private final Map<String, Read> recent = new LinkedHashMap<>(16, 0.75f, true) {

        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > MOST;
        }
    };

    private record Read(String json, Node node) {}

    /** The node of that document, parsed if its text is not the one that was read before. */
    Node get(Document document, Function<Document, Node> parse) {
        Read before;
        synchronized (recent) {
            before = recent.get(document.key());
        }
        if (before != null && before.json().equals(document.json())) {
            return before.node();
        }
        var node = parse.apply(document);
        synchronized (recent) {
            recent.put(document.key(), new Read(document.json(), node));
        }
        return node;
    }
}
