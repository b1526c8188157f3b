package org.cloudmesh.samples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import de.bwaldvogel.mongo.MongoServer;
import de.bwaldvogel.mongo.backend.memory.MemoryBackend;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.cloudmesh.Config;
import org.cloudmesh.Documents;
import org.cloudmesh.Image;
import org.cloudmesh.Mesh;
import org.cloudmesh.Script;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.Stores;
import org.cloudmesh.store.mongo.MongoStore;
import org.cloudmesh.store.sqlite.SqliteStore;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.SimShell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs what the guide's page on MongoDB shows: its snippets, and its programs as processes of their own. */
class MongoGuideTest extends PageTest {

    private static final Path PAGE = Path.of("../../guide/mongo.md");
    private static final Path PROGRAMS = Path.of("../shared");

    @TempDir
    Path directory;

    private final MongoServer server = new MongoServer(new MemoryBackend());
    private final List<Process> started = new ArrayList<>();
    private String uri;

    @BeforeEach
    void start() {
        uri = "mongodb://127.0.0.1:%d/cloudmesh".formatted(server.bind().getPort());
    }

    @AfterEach
    void stop() {
        started.forEach(Process::destroyForcibly);
        server.shutdownNow();
    }

    @Test
    void everySnippetOfThePageIsTestedHereAndNoOther() throws IOException {
        assertTested(List.of(PAGE), List.of());
    }

    @Test
    void letsTwoProgramsAndAJShellWorkOnOneMesh() throws Exception {
        Files.writeString(directory.resolve("cloudmesh.yaml"), page("yaml"));

        var shown = Snippets.blocks(PAGE, "text");
        var first = workTogether(shown.get(0));
        var second = workTogether(shown.get(0));

        assertThat(first).isEqualTo(withoutIds(shown.get(1)));
        assertThat(second.lines()).containsAll(first.lines().toList());
        try (var store = MongoStore.at(uri)) {
            assertThat(Documents.of(store).find("job", "status", "done")).hasSize(6);
        }
    }

    /** What JShell saw of it. */
    private String workTogether(String measured) throws Exception {
        var boots = java("Boots.java");
        awaitLine(boots.inputReader(), "web1, web2, web3 are ready");
        var measures = text(java("Measures.java"));
        var looks = text(process(
                Path.of(System.getProperty("java.home"), "bin", "jshell").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                PROGRAMS.resolve("look.jsh").toString()));

        // Whichever node is done first.
        assertThat(measures.lines()).hasSameElementsAs(measured.lines().toList());
        assertThat(boots.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(boots.exitValue()).isZero();
        return withoutIds(looks);
    }

    private static String withoutIds(String text) {
        return text.replaceAll("local-\\w+", "local-ID").strip();
    }

    private Process java(String program) throws IOException {
        return process(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--class-path",
                System.getProperty("java.class.path"),
                PROGRAMS.resolve(program).toString());
    }

    private Process process(String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectError(directory.resolve("errors" + started.size()).toFile());
        builder.environment().put("CLOUDMESH_CONFIG_DIR", directory.toString());
        var process = builder.start();
        started.add(process);
        process.getOutputStream().close();
        return process;
    }

    private void awaitLine(BufferedReader output, String wanted) throws IOException {
        for (var line = output.readLine(); !wanted.equals(line); line = output.readLine()) {
            assertThat(line).as(errors()).isNotNull();
        }
    }

    private String text(Process process) throws IOException, InterruptedException {
        try (var output = process.inputReader()) {
            var text = String.join("\n", output.lines().toList());
            assertThat(process.waitFor()).as(errors()).isZero();
            return text;
        }
    }

    private String errors() throws IOException {
        var all = new StringBuilder();
        for (int i = 0; i < started.size(); i++) {
            all.append(Files.readString(directory.resolve("errors" + i)));
        }
        return all.toString();
    }

    @Test
    void keepsUsersApart() throws IOException {
        var file = Files.writeString(
                directory.resolve("cloudmesh.yaml"), "cloudmesh:\n  cloud:\n    laptop: {cm: {kind: local}}\n");
        var store = MongoStore.at(uri);
        // snippet: keepsUsersApart
        try (Mesh mesh = Mesh.open(o -> o.config(file).store(store).user("ann"))) {
            mesh.nodes().boot(1, o -> o.name("web"));
            mesh.activate("bob");
            System.out.println(mesh.nodes().list().size()); // 0
            System.out.println(mesh.nodes().boot(1, o -> o.name("web")).get(0).name()); // web1
            System.out.println(mesh.store().namespaces()); // [bob]
        }
        // end

        assertThat(printed.text().lines()).containsExactly("0", "web1", "[bob]");
    }

    @Test
    void changesDocumentsByAnyField() {
        var shell = new SimShell().answer((host, task) -> new SimShell.Answer("", "", 0));
        try (var mesh = Mesh.open(o -> o.cloud(new SimCloud())
                .shell(shell)
                .store(MongoStore.at(uri))
                .user("ann")
                .directory(directory))) {
            mesh.jobs()
                    .run(Script.of("true"), mesh.nodes().boot(1, o -> o.name("web")))
                    .await();
            // snippet: changesDocumentsByAnyField
            Documents documents = mesh.documents();
            documents.find("job", "status", "done").forEach(System.out::println);
            documents.update("job", "name", "web", "{\"description\": \"the first run\"}");
            documents.delete("job", "description", "the first run");
            System.out.println(mesh.store().status());
            // end

            assertThat(documents.list("job", 10, null)).isEmpty();
            assertThat(documents.command("{\"ping\": 1}")).contains("ok");
        }
        assertThat(printed.text())
                .contains("\"name\":\"web\"")
                .contains("MongoDB cloudmesh")
                .contains("| cloud");
    }

    @Test
    void movesAMeshAndBack() {
        var file = directory.resolve("cloudmesh.db");
        try (var mesh = Mesh.open(o ->
                o.cloud(new SimCloud()).store(SqliteStore.at(file)).user("ann").directory(directory))) {
            mesh.nodes().boot(3);
        }
        // snippet: movesAMeshAndBack
        try (Store sqlite = SqliteStore.at(file);
                Store mongo = MongoStore.at(uri)) {
            System.out.println(Stores.copy(sqlite, mongo)); // how many documents and counters
            mongo.backup(file.resolveSibling("mesh.jsonl"));
        }
        // end

        try (var sqlite = SqliteStore.at(file);
                var mongo = MongoStore.at(uri);
                var back = SqliteStore.at(directory.resolve("back.db"));
                var restored = SqliteStore.at(directory.resolve("restored.db"))) {
            Stores.copy(mongo, back);
            restored.restore(directory.resolve("mesh.jsonl"));
            for (var other : List.of(mongo, back, restored)) {
                assertThat(contents(other)).isEqualTo(contents(sqlite)).isNotEmpty();
            }
        }
    }

    /** Those of the original's overview: mesh("mongo"), load().username(), activate(username), image(cloud, name). */
    @Test
    void knowsTheOriginalsFourCalls() throws IOException {
        var standard = Path.of(System.getenv("CLOUDMESH_CONFIG_DIR"), "cloudmesh.yaml");
        Files.createDirectories(Objects.requireNonNull(standard.getParent()));
        Files.writeString(standard, page("yaml").replace("laptop", "india"));
        try (Mesh mesh = Mesh.open("mongo")) {
            String username = Config.load().username();
            mesh.activate(username);
            Image image = mesh.image("india", "this-machine");

            assertThat(username).isEqualTo("ann");
            assertThat(image.cloud()).isEqualTo("india");
            assertThat(mesh.counters().incr("c")).isEqualTo(1);
        } finally {
            Files.delete(standard);
        }
        try (var store = MongoStore.at(uri)) {
            assertThat(store.counter("c")).isEqualTo(1);
        }
    }

    /** The page's first block in that language, with this test's server. */
    private String page(String language) throws IOException {
        return Snippets.blocks(PAGE, language).get(0).replace("27017", uri.replaceAll(".*:(\\d+)/.*", "$1"));
    }

    private static List<Object> contents(Store store) {
        var all = new ArrayList<Object>();
        store.kinds().forEach(kind -> all.addAll(store.find(Query.of(kind))));
        all.add(store.counters());
        return all;
    }
}
