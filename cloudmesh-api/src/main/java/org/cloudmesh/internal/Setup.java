package org.cloudmesh.internal;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.cloudmesh.CloudOptions;
import org.cloudmesh.ConfigException;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.internal.config.CloudSettings;
import org.cloudmesh.internal.config.Configuration;
import org.cloudmesh.internal.config.MeshSettings;
import org.cloudmesh.internal.credentials.CloudSection;
import org.cloudmesh.internal.credentials.SectionConfig;
import org.cloudmesh.internal.credentials.Surroundings;
import org.cloudmesh.internal.runtime.CloudConnection;
import org.cloudmesh.internal.runtime.Events;
import org.cloudmesh.internal.runtime.Providers;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudProvider;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a mesh is opened with: what the caller said, else what the configuration says, else what holds for all. Clouds that
 * the caller passes are the mesh's only ones, unless a configuration is passed too.
 */
final class Setup {

    private static final Logger LOG = LoggerFactory.getLogger(Setup.class);

    private static final String DEFAULT_GROUP = "cloudmesh";
    private static final String DEFAULT_EXPERIMENT = "base";

    private final MeshOptions options;
    private final Path directory;
    private final Path ownFile;
    private final Configuration configuration;
    private final MeshSettings settings;
    private final Map<String, CloudSettings> sections = new LinkedHashMap<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Providers providers = new Providers();

    private Setup(MeshOptions options, Path directory, Path ownFile, Configuration configuration) {
        this.options = options;
        this.directory = directory;
        this.ownFile = ownFile;
        this.configuration = configuration;
        settings = configuration.settings();
        settings.clouds().forEach(each -> sections.put(each.name(), each));
        names.addAll(options.clouds().keySet());
        if (names.isEmpty() || !options.config().isEmpty()) {
            names.addAll(sections.keySet());
        }
    }

    /** Reads the configuration; contacts nobody. */
    static Setup of(MeshOptions options) {
        var directory = directory(options);
        var files = options.config().isEmpty() ? Configuration.standardFiles(directory) : options.config();
        var own = options.config().isEmpty() ? Configuration.ownFile(directory) : files.get(0);
        return new Setup(
                options,
                directory,
                own,
                Configuration.read(own, files, System::getenv, Path.of(System.getProperty("user.home"))));
    }

    private static Path directory(MeshOptions options) {
        var given = options.directory();
        if (given != null) {
            return given.toAbsolutePath();
        }
        var configured = System.getenv("CLOUDMESH_CONFIG_DIR");
        return configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cloudmesh")
                : Path.of(configured).toAbsolutePath();
    }

    /** Where the mesh keeps its files. */
    Path directory() {
        return directory;
    }

    /** The configuration's file, which need not be there. */
    Path ownFile() {
        return ownFile;
    }

    Configuration configuration() {
        return configuration;
    }

    String user() {
        var given = options.user();
        return given == null ? configuration.username() : given;
    }

    String group() {
        return first(options.group(), settings.group(), DEFAULT_GROUP);
    }

    String experiment() {
        return first(options.experiment(), settings.experiment(), DEFAULT_EXPERIMENT);
    }

    /** What to call machines; null for what the naming makes up. */
    @Nullable
    String name() {
        return options.name() == null ? settings.name() : options.name();
    }

    /** The name of the key pair at the clouds. */
    @Nullable
    String key() {
        return settings.key();
    }

    /** Whether every list asks the cloud first, where neither the caller nor the store says so. */
    boolean refresh() {
        return Boolean.TRUE.equals(settings.refresh());
    }

    /** The default cloud until another is used; null for the first active one. */
    @Nullable
    String defaultCloud() {
        var configured = settings.defaultCloud();
        boolean passed = !options.clouds().isEmpty() && options.config().isEmpty();
        return passed && !names.contains(configured) ? null : configured;
    }

    /** Whether the cloud is one of the configuration's. */
    boolean isConfigured(String cloud) {
        return sections.containsKey(cloud);
    }

    /** The caller's private key, else the configured one if it is there; null for the mesh's own. */
    @Nullable
    Path privateKey() {
        var configured = settings.privateKey();
        if (options.privateKey() != null || configured == null) {
            return options.privateKey();
        }
        if (!Files.exists(configured)) {
            LOG.info("the configured private key {} is not there; the mesh makes one of its own", configured);
            return null;
        }
        return configured;
    }

    /** The clouds, in order; none is connected. */
    List<CloudConnection> clouds(Events events) {
        var surroundings = Surroundings.ofProcess();
        var connections = new ArrayList<CloudConnection>();
        for (var name : names) {
            var passed = options.clouds().get(name);
            var section = sections.get(name);
            var config = section == null ? CloudConfig.none(name) : config(section, surroundings);
            var context = new CloudContext(
                    name, directory.resolve("clouds").resolve(name), options.time(), events::sent, config);
            connections.add(
                    passed == null
                            ? new CloudConnection(kind(section), provider(section), options(null, section), context)
                            : new CloudConnection(
                                    passed.provider().kind(),
                                    passed::provider,
                                    options(passed.options(), section),
                                    context));
        }
        return connections;
    }

    private static String kind(@Nullable CloudSettings section) {
        return section == null ? "" : section.kind();
    }

    /** What is wrong with one cloud is told by whoever uses it, and is no trouble for the others. */
    private Supplier<CloudProvider> provider(@Nullable CloudSettings section) {
        return () -> {
            if (section == null) {
                throw new IllegalStateException("a cloud is passed by the caller, or configured");
            }
            if (!section.faults().isEmpty()) {
                throw section.faults().get(0);
            }
            return providers.find(section.kind()).orElseThrow(() -> noProvider(section));
        };
    }

    private ConfigException noProvider(CloudSettings section) {
        return new ConfigException(
                section.file(),
                section.line(),
                "cloudmesh.cloud." + section.name(),
                "nothing on the class path drives clouds of kind %s; it has drivers for %s; give Mesh.open one: o -> o.cloud(\"%s\", provider)"
                        .formatted(
                                section.kind().isEmpty() ? "unknown" : section.kind(),
                                providers.kinds().isEmpty() ? "none" : String.join(", ", providers.kinds()),
                                section.name()));
    }

    private static CloudOptions options(@Nullable CloudOptions passed, @Nullable CloudSettings section) {
        var options = new CloudOptions();
        if (section != null) {
            set(section.image(), options::image);
            set(section.flavor(), options::flavor);
            set(section.location(), options::location);
        }
        if (passed != null) {
            set(passed.image(), options::image);
            set(passed.flavor(), options::flavor);
            set(passed.location(), options::location);
        }
        return options.active((passed == null || passed.active()) && (section == null || section.active()));
    }

    private static void set(@Nullable String value, Consumer<String> option) {
        if (value != null) {
            option.accept(value);
        }
    }

    private static CloudConfig config(CloudSettings section, Surroundings surroundings) {
        var others = new LinkedHashMap<String, String>();
        set(section.host(), value -> others.put("cm.host", value));
        set(section.label(), value -> others.put("cm.label", value));
        set(section.user(), value -> others.put("default.username", value));
        set(section.location(), value -> others.put("default.location", value));
        others.putAll(section.options());
        return new SectionConfig(
                CloudSection.of(section.name(), section.file(), section.line(), section.credentials(), others),
                surroundings);
    }

    private static String first(@Nullable String said, @Nullable String configured, String otherwise) {
        return said != null ? said : configured != null ? configured : otherwise;
    }
}
