package org.cloudmesh.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/** Reads what is said of one cloud. What is wrong with it is kept with it, and disturbs no other. */
final class CloudReader {

    private static final List<String> KIND = List.of("cm.kind", "cm.type", "kind", "type", "cm_type");
    private static final List<String> LABEL = List.of("cm.label", "cm_label", "label");
    private static final List<String> HOST = List.of("cm.host", "cm_host", "host");
    private static final List<String> ACTIVE = List.of("cm.active", "active");
    private static final Set<String> READ = Set.of("image", "flavor", "size", "location", "region", "username");

    private final Snapshot snapshot;
    private final Conversion conversion;
    private final KeyPath path;
    private final Value cloud;
    private final List<ConfigException> faults = new ArrayList<>();
    private final Map<String, String> credentials = new LinkedHashMap<>();
    private final Map<String, String> options = new LinkedHashMap<>();

    CloudReader(Snapshot snapshot, Conversion conversion, KeyPath path, Value cloud) {
        this.snapshot = snapshot;
        this.conversion = conversion;
        this.path = path;
        this.cloud = cloud;
    }

    CloudSettings read() {
        var name = path.key(1);
        if (!(cloud instanceof Value.Section) || !cloud.isSet()) {
            faults.add(snapshot.fault(
                    path, cloud, "there is nothing to know of this cloud; write cm, default and credentials"));
        }
        var kind = kind(name);
        var label = first(LABEL);
        boolean active = isActive(name, label);
        sort();
        return new CloudSettings(
                name,
                kind,
                active,
                label,
                first(HOST),
                byDefault("image"),
                byDefault("flavor"),
                byDefault("location"),
                own("default.username"),
                credentials,
                options,
                cloud.origin().file(),
                cloud.origin().line(),
                faults);
    }

    private String kind(String name) {
        for (var key : KIND) {
            var said = own(key);
            if (said != null) {
                return known(key, said.toLowerCase(Locale.ROOT));
            }
        }
        var guessed = Words.kindOf(name.toLowerCase(Locale.ROOT));
        if (guessed == null) {
            faults.add(snapshot.fault(
                    path,
                    cloud,
                    "the kind of this cloud is missing; write cm: kind: with one of "
                            + Words.KINDS.stream().sorted().toList()));
        }
        return guessed == null ? "" : guessed;
    }

    private String known(String key, String kind) {
        if (!Words.KINDS.contains(kind)) {
            Typo.meant(kind, Words.KINDS)
                    .ifPresent(meant -> fault(key, "the kind of cloud written here is not known; nearest: " + meant));
        }
        return kind;
    }

    private boolean isActive(String name, @Nullable String label) {
        for (var key : ACTIVE) {
            var said = own(key);
            try {
                if (said != null) {
                    return Conversion.truth(said);
                }
            } catch (Conversion.NotThat e) {
                fault(key, e.getMessage());
            }
        }
        // The lists of 2014 name the clouds that are on.
        var listed = snapshot.value(KeyPath.of("active"));
        if (!(listed instanceof Value.Items list)) {
            return true;
        }
        return list.items().stream()
                .anyMatch(each -> each instanceof Value.Text text
                        && (text.text().equals(name) || text.text().equals(label)));
    }

    private @Nullable String first(List<String> keys) {
        String found = null;
        for (var key : keys) {
            found = found == null ? own(key) : found;
        }
        return found;
    }

    private @Nullable String byDefault(String key) {
        var full = path.plus("default").plus(key);
        return resolved(full, Lookup.find(snapshot.root(), full));
    }

    private @Nullable String own(String key) {
        var full = path.plus(KeyPath.relative(key));
        return resolved(full, Lookup.findOwn(snapshot.root(), full));
    }

    private @Nullable String resolved(KeyPath full, @Nullable Value value) {
        try {
            return value == null || !value.isSet() ? null : snapshot.text(full, value);
        } catch (ConfigException e) {
            keep(e);
            return null;
        }
    }

    /** Tells credentials from options. */
    private void sort() {
        Flat.walk(cloud, KeyPath.ROOT, (key, text) -> {
            boolean heading = key.size() > 1 && key.key(0).equals("credentials");
            boolean beside = key.size() == 1 && (Words.CREDENTIALS.contains(key.key(0)) || isHeadless(key.key(0)));
            if (heading || beside) {
                credential(heading ? key.from(1) : key, key, text);
            } else if (!isRead(key)) {
                var value = resolved(path.plus(key), text);
                if (value != null) {
                    options.put(key.dotted(), value);
                }
            }
        });
    }

    private void credential(KeyPath key, KeyPath written, Value.Text text) {
        var chosen = Lookup.findOwn(snapshot.root(), path.plus("credentials").plus(key));
        var value = resolved(path.plus(written), chosen instanceof Value.Text better ? better : text);
        if (value != null) {
            boolean file = Words.FILES.contains(key.key(key.size() - 1));
            credentials.put(key.dotted(), file ? conversion.expand(value) : value);
        }
    }

    /** Whether a key beside an empty "credentials:" is one of them, as in the paper's figure 4. */
    private boolean isHeadless(String key) {
        return cloud instanceof Value.Section section
                && section.children().get("credentials") instanceof Value.Text heading
                && heading.isNull()
                && !Words.isOfCloud(key);
    }

    private static boolean isRead(KeyPath key) {
        var dotted = key.dotted();
        return KIND.contains(dotted)
                || LABEL.contains(dotted)
                || HOST.contains(dotted)
                || ACTIVE.contains(dotted)
                || (key.size() == 2 && key.key(0).equals("default") && READ.contains(key.key(1)));
    }

    private void fault(String key, @Nullable String sentence) {
        var full = path.plus(KeyPath.relative(key));
        var value = Lookup.findOwn(snapshot.root(), full);
        faults.add(snapshot.fault(full, value == null ? cloud : value, sentence == null ? "" : sentence));
    }

    private void keep(ConfigException fault) {
        if (faults.stream().noneMatch(each -> String.valueOf(each.getMessage()).equals(fault.getMessage()))) {
            faults.add(fault);
        }
    }
}
