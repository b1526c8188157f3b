package org.cloudmesh.internal.dryrun;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.Config;
import org.cloudmesh.DryRun.Step;
import org.cloudmesh.internal.config.Configuration;
import org.jspecify.annotations.Nullable;

/** Reads the configuration, and notes what would be written to it: what is read afterwards is as it was. Thread-safe. */
public record PlannedConfig(Configuration whole, Config real, String prefix, Plan plan) implements Config {

    /** The whole of it. */
    public PlannedConfig(Configuration whole, Plan plan) {
        this(whole, whole, "", plan);
    }

    @Override
    public String username() {
        return real.username();
    }

    @Override
    public Optional<String> find(String path) {
        return real.find(path);
    }

    @Override
    public String get(String path) {
        return real.get(path);
    }

    @Override
    public <T> T get(String path, Class<T> type) {
        return real.get(path, type);
    }

    @Override
    public List<String> keys(String path) {
        return real.keys(path);
    }

    @Override
    public Config at(String path) {
        return new PlannedConfig(whole, real.at(path), path.isEmpty() ? prefix : prefix + path + ".", plan);
    }

    @Override
    public void set(String path, @Nullable Object value) {
        whole.checkSet(prefix + path, value);
        plan.add(new Step("set", "", prefix + path, null, "in " + where()));
    }

    @Override
    public void remove(String path) {
        whole.checkRemove(prefix + path);
        plan.add(new Step("remove", "", prefix + path, null, "from " + where()));
    }

    private String where() {
        return real.files().isEmpty()
                ? "a configuration to be made"
                : real.files().get(0).toString();
    }

    @Override
    public List<Path> files() {
        return real.files();
    }
}
