package org.cloudmesh.internal;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.cloudmesh.spi.Store;
import org.cloudmesh.spi.StoreProvider;
import org.jspecify.annotations.Nullable;

/** Which of the stores on the class path a mesh remembers in, where the caller passes none. */
final class StoreChoice {

    private static final String USUAL = "sqlite";
    private static final String MEMORY = "memory";

    private final Setup setup;
    private final Optional<String> wanted;
    private final List<StoreProvider> providers;

    /**
     * What there is to choose from.
     *
     * @param kind what the caller wants; null for what the configuration wants
     */
    StoreChoice(Setup setup, @Nullable String kind) {
        this.setup = setup;
        wanted = Optional.ofNullable(kind).or(() -> setup.configuration().find("data.store"));
        providers = ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Whether memory was asked for by name: then it is known that it forgets. */
    boolean isMemoryByName() {
        return wanted.filter(MEMORY::equals).isPresent();
    }

    /** Opens it. */
    Store open() {
        if (isMemoryByName() || (wanted.isEmpty() && providers.isEmpty())) {
            return Store.inMemory();
        }
        var provider = find(wanted.orElse(USUAL))
                .or(() -> wanted.isPresent() ? Optional.empty() : Optional.of(providers.get(0)))
                .orElseThrow(this::unknown);
        makeDirectory();
        return provider.open(setup.directory(), setup.configuration());
    }

    private Optional<StoreProvider> find(String kind) {
        return providers.stream().filter(each -> each.kind().equals(kind)).findFirst();
    }

    private StoreException unknown() {
        var known = providers.stream().map(StoreProvider::kind).sorted().collect(Collectors.joining(", "));
        return new StoreException(
                "no store of kind \"%s\" is on the class path; known: %s%s; add org.cloudmesh:cloudmesh-store, or name another in data.store or o.store(…)"
                        .formatted(wanted.orElse(""), MEMORY, known.isEmpty() ? "" : ", " + known));
    }

    private void makeDirectory() {
        try {
            PrivateFiles.makeDirectories(setup.directory());
        } catch (IOException e) {
            throw new StoreException(
                    "the mesh's directory %s cannot be made (%s); choose another: o -> o.directory(…), or set CLOUDMESH_CONFIG_DIR"
                            .formatted(setup.directory(), e.getMessage()),
                    e);
        }
    }
}
