package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.Config;
import org.jspecify.annotations.Nullable;

/** The part of a configuration below a path. */
record View(Configuration whole, KeyPath root) implements Config {

    @Override
    public String username() {
        return whole.username();
    }

    @Override
    public Optional<String> find(String path) {
        return whole.find(below(path));
    }

    @Override
    public String get(String path) {
        return whole.get(below(path));
    }

    @Override
    public <T> T get(String path, Class<T> type) {
        return whole.get(below(path), type);
    }

    @Override
    public List<String> keys(String path) {
        return whole.keys(below(path));
    }

    @Override
    public Config at(String path) {
        return new View(whole, below(path));
    }

    @Override
    public void set(String path, @Nullable Object value) {
        whole.set(below(path), value);
    }

    @Override
    public void remove(String path) {
        whole.remove(below(path));
    }

    @Override
    public List<Path> files() {
        return whole.files();
    }

    @Override
    public String toString() {
        return root + " of " + whole;
    }

    private KeyPath below(String path) {
        return root.size() == 0 ? KeyPath.parse(path) : root.plus(KeyPath.relative(path));
    }
}
