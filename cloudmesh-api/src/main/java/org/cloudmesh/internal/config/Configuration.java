package org.cloudmesh.internal.config;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.cloudmesh.Config;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The configuration in its files. Thread-safe. */
public final class Configuration implements Config {

    private static final Logger LOG = LoggerFactory.getLogger(Configuration.class);
    private static final List<String> NAMES = List.of("cloudmesh.yaml", "cloudmesh4.yaml");
    private static final int ON_TOP = -1;

    private final Path own;
    private final Function<String, @Nullable String> environment;
    private final Conversion conversion;
    private final List<String> warnings;
    private final OwnFile ownFile;
    private volatile Snapshot snapshot;

    private Configuration(
            Path own, List<Document> documents, Function<String, @Nullable String> environment, Path home, Disk disk) {
        this.own = own;
        this.environment = environment;
        conversion = new Conversion(home);
        warnings = documents.stream()
                .flatMap(each -> UnknownKeys.of(each).stream())
                .toList();
        ownFile = new OwnFile(own, disk);
        var layers = new ArrayList<Value.Section>();
        for (var document : documents) {
            layers.add(Expansion.of(document, layers.size()));
        }
        snapshot = new Snapshot(layers, own, environment);
    }

    /**
     * Reads the files, and logs what is suspicious in them.
     *
     * @param own the file that is written to; made when something is set and it is not there
     * @param files those to read, the most important first, usually one's own; all have to be there
     * @param environment the environment's variables
     * @param home what {@code ~} stands for
     * @throws ConfigException if one cannot be read, or is no configuration
     */
    public static Configuration read(
            Path own, List<Path> files, Function<String, @Nullable String> environment, Path home) {
        return read(own, files, environment, home, Disk.REAL);
    }

    static Configuration read(
            Path own, List<Path> files, Function<String, @Nullable String> environment, Path home, Disk disk) {
        var documents = files.stream().map(Document::read).toList();
        files.forEach(Exposure::check);
        var configuration = new Configuration(own, documents, environment, home, disk);
        configuration.warnings.forEach(LOG::warn);
        return configuration;
    }

    /** {@code cloudmesh.yaml} in the directory, else {@code cloudmesh4.yaml}, else none. */
    public static List<Path> standardFiles(Path directory) {
        return NAMES.stream()
                .map(directory::resolve)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .limit(1)
                .toList();
    }

    /** The standard file in the directory; {@code cloudmesh.yaml} if there is none yet. */
    public static Path ownFile(Path directory) {
        return standardFiles(directory).stream().findFirst().orElse(directory.resolve(NAMES.get(0)));
    }

    /**
     * What a mesh wants to know.
     *
     * @throws ConfigException if something that concerns all clouds cannot be read; what is wrong with one cloud is in
     *     {@link CloudSettings#faults}
     */
    public MeshSettings settings() {
        return new SettingsReader(snapshot, conversion).read();
    }

    @Override
    public String username() {
        var configured = settings().user();
        return configured == null ? System.getProperty("user.name", "user") : configured;
    }

    /** Keys that are probably misspelled, a sentence each, as they were logged. */
    public List<String> warnings() {
        return warnings;
    }

    @Override
    public Optional<String> find(String path) {
        return find(KeyPath.parse(path));
    }

    @Override
    public String get(String path) {
        return get(KeyPath.parse(path));
    }

    @Override
    public <T> T get(String path, Class<T> type) {
        return get(KeyPath.parse(path), type);
    }

    @Override
    public List<String> keys(String path) {
        return keys(KeyPath.parse(path));
    }

    @Override
    public Config at(String path) {
        return new View(this, KeyPath.parse(path));
    }

    @Override
    public void set(String path, @Nullable Object value) {
        set(KeyPath.parse(path), value);
    }

    /** Throws what {@link #set} would, and changes nothing. */
    public void checkSet(String path, @Nullable Object value) {
        ownFile.planned(setting(KeyPath.parse(path), value));
    }

    /** Throws what {@link #remove} would, and changes nothing. */
    public void checkRemove(String path) {
        ownFile.planned(removing(KeyPath.parse(path)));
    }

    @Override
    public void remove(String path) {
        remove(KeyPath.parse(path));
    }

    @Override
    public List<Path> files() {
        return snapshot.layers().stream().map(layer -> layer.origin().file()).toList();
    }

    /** Names the files and how many values there are. */
    @Override
    public String toString() {
        var now = snapshot;
        var count = new int[1];
        Flat.walk(now.root(), KeyPath.ROOT, (path, text) -> count[0]++);
        return "Config[%s, %d values]".formatted(files(), count[0]);
    }

    Optional<String> find(KeyPath path) {
        return Optional.ofNullable(snapshot.text(path));
    }

    String get(KeyPath path) {
        var now = snapshot;
        var text = now.text(path);
        if (text == null) {
            throw now.notSet(path, files());
        }
        return text;
    }

    <T> T get(KeyPath path, Class<T> type) {
        var now = snapshot;
        var text = now.text(path);
        if (text == null) {
            throw now.notSet(path, files());
        }
        try {
            return conversion.convert(text, type);
        } catch (Conversion.NotThat e) {
            var value = now.value(path);
            throw now.fault(path, value == null ? now.root() : value, String.valueOf(e.getMessage()));
        }
    }

    List<String> keys(KeyPath path) {
        return snapshot.keys(path);
    }

    void set(KeyPath path, @Nullable Object value) {
        change(setting(path, value));
    }

    private UnaryOperator<Document> setting(KeyPath path, @Nullable Object value) {
        Rendering.check(value);
        checkKeys(path);
        return document -> {
            refuseToHide(with(document), path, value);
            return new Editor(document).set(path, value);
        };
    }

    private void refuseToHide(Snapshot now, KeyPath path, @Nullable Object value) {
        if (now.ownValue(path) instanceof Value.Section section && !(value instanceof Map)) {
            throw now.fault(
                    path, section, "this is a section with values below it; set one of those, or remove it first");
        }
        for (int depth = 1; depth < path.size(); depth++) {
            var above = now.ownValue(path.to(depth));
            if (above != null && !(above instanceof Value.Section) && !isInOwn(above)) {
                var sentence =
                        "this is a %s, and what is set below it in one's own file %s would hide it; set all of it"
                                .formatted(above instanceof Value.Items ? "list" : "value", own);
                throw now.fault(path.to(depth), above, sentence);
            }
        }
    }

    void remove(KeyPath path) {
        var removing = removing(path);
        if (Files.exists(own) || snapshot.ownValue(path) != null) {
            change(removing);
        }
    }

    private UnaryOperator<Document> removing(KeyPath path) {
        checkKeys(path);
        return document -> {
            var without = new Editor(document).remove(path);
            if (without.text().equals(document.text())) {
                refuseIfThere(with(document), path);
            }
            return without;
        };
    }

    private void refuseIfThere(Snapshot now, KeyPath path) {
        var there = now.ownValue(path);
        if (there != null) {
            var sentence = isInOwn(there)
                    ? "this comes through a merge (<<); remove it by hand where it is written"
                    : "this is not in one's own file %s; remove it by hand".formatted(own);
            throw now.fault(path, there, sentence);
        }
    }

    private boolean isInOwn(Value value) {
        return value.origin().file().equals(own);
    }

    private static void checkKeys(KeyPath path) {
        if (path.size() == 0) {
            throw new IllegalArgumentException(
                    "a key is wanted, such as default.cloud: the whole cannot be changed at once");
        }
    }

    /** Changes the file as it is under the lock. */
    private synchronized void change(UnaryOperator<Document> change) {
        snapshot = with(ownFile.change(change));
    }

    /** What all files say if that is one's own. */
    private Snapshot with(Document document) {
        int rank = snapshot.layers().stream()
                .filter(this::isInOwn)
                .mapToInt(each -> each.origin().rank())
                .findFirst()
                .orElse(ON_TOP);
        var fresh = Expansion.of(document, rank);
        var others = snapshot.layers().stream().filter(each -> !isInOwn(each));
        var layers = Stream.concat(Stream.of(fresh), others)
                .sorted(Comparator.comparingInt(each -> each.origin().rank()))
                .toList();
        return new Snapshot(layers, own, environment);
    }
}
