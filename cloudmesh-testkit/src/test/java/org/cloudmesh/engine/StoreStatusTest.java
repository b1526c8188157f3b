package org.cloudmesh.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Durability;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreStatus;
import org.junit.jupiter.api.Test;

class StoreStatusTest {

    private final Store store = Store.inMemory();

    @Test
    void countsWhatIsInThePartsOfAllUsers() {
        for (var part : List.of(store, store.namespace("ann"), store.namespace("bob"))) {
            part.put(List.of(Document.of("node", "a", "{}")), Durability.NORMAL);
            part.setCounter("c", 1);
        }
        store.namespace("ann").put(List.of(Document.of("job", "a", "{}")), Durability.NORMAL);

        var status = store.status();

        assertThat(status.documents()).isEqualTo(Map.of("job", 1L, "node", 3L));
        assertThat(status.counters()).isEqualTo(3);
        assertThat(status.users()).containsExactly("ann", "bob");
        assertThat(status.lasting()).isFalse();
    }

    @Test
    void isShownAsATable() {
        var at = Instant.parse("2026-01-02T03:04:05Z");
        var status = new StoreStatus("memory", at, false, Map.of("node", 3L, "job", 12L), 1, List.of("ann", "bob"));

        var text = status.toString();

        assertThat(text.lines())
                .containsExactly(
                        "memory at 2026-01-02T03:04:05Z, until this program ends",
                        "+------+-----------+",
                        "| Kind | Documents |",
                        "+------+-----------+",
                        "| job  | 12        |",
                        "| node | 3         |",
                        "+------+-----------+",
                        "counters: 1; users with a part of their own: ann, bob");
    }
}
