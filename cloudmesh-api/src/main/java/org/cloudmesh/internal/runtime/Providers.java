package org.cloudmesh.internal.runtime;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import org.cloudmesh.spi.CloudProvider;

/** What is on the class path to make drivers with. Looked for when it is first needed. Thread-safe. */
public final class Providers {

    private List<CloudProvider> found = List.of();
    private boolean searched;

    /** The one for that kind of cloud. */
    public Optional<CloudProvider> find(String kind) {
        return all().stream().filter(each -> each.kind().equals(kind)).findFirst();
    }

    /** The kinds there are, sorted. */
    public Set<String> kinds() {
        var kinds = new TreeSet<String>();
        all().forEach(each -> kinds.add(each.kind()));
        return kinds;
    }

    private synchronized List<CloudProvider> all() {
        if (!searched) {
            found = ServiceLoader.load(CloudProvider.class).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
            searched = true;
        }
        return found;
    }
}
