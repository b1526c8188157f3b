package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is asked of the server before the first write. */
class IndexesTest implements CommandListener {

    private static final int THREADS = 16;

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

    @Override
    public void commandStarted(CommandStartedEvent event) {
        asked.add(event.getCommandName());
    }

    @Test
    void makesTheIndexesOnceThoughManyThreadsWriteFirst() throws Exception {
        try (var mongo = new LocalMongo();
                var server = serverOf(mongo)) {
            var shelf = new Shelf(server, server.database("test"), "node");
            asked.clear();

            together(shelf::forWriting);

            assertThat(asked).containsExactly("listIndexes", "createIndexes", "createIndexes", "createIndexes");
        }
    }

    private Server serverOf(LocalMongo mongo) {
        var address = "127.0.0.1:" + mongo.port();
        var settings = MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + address))
                .addCommandListener(this)
                .build();
        return new Server(new Place(List.of(address), "test"), settings);
    }

    private static void together(Runnable work) throws Exception {
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            var start = new CyclicBarrier(THREADS);
            var running = IntStream.range(0, THREADS)
                    .mapToObj(i -> threads.submit(() -> {
                        start.await();
                        work.run();
                        return i;
                    }))
                    .toList();
            for (var each : running) {
                each.get();
            }
        } finally {
            threads.shutdown();
        }
    }
}
