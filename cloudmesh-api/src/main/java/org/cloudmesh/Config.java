package org.cloudmesh;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.internal.MeshEngine;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a mesh: values by dotted path, out of one or more YAML files of which the first wins, key by key.
 *
 * <p>A path such as {@code cloud.aws.default.image} may begin with {@code cloudmesh.}; an element of a list is named by its
 * number ({@code images.0}), a key that has a dot in it is quoted ({@code data."a.b"}). Spellings that changed over the
 * years find each other: {@code cloud} and {@code clouds}, {@code size} and {@code flavor}, {@code region} and
 * {@code location}, {@code EC2_ACCESS_ID} and {@code EC2_ACCESS_KEY}.
 *
 * <p>Each method throws {@link IllegalArgumentException} for a path that is none, such as {@code a..b}.
 *
 * <p>A value that is missing, null, empty or {@code TBD} is not set, and lets the next file's shine through. In strings,
 * <code>{cloudmesh.x.y}</code> stands for another value and <code>{env.X}</code> for an environment variable.
 *
 * <p>Reading answers from what the files said when the mesh was opened; {@link #set} and {@link #remove} read one's own file
 * again, change it, and from then on its present content counts. No message and no {@code toString} has a value in it.
 * Thread-safe, and safe against other processes that write in the same way.
 */
public interface Config {

    /**
     * Reads the configuration as {@link Mesh#open()} would, and opens nothing else.
     *
     * @throws ConfigException if it cannot be read
     */
    static Config load() {
        return MeshEngine.load();
    }

    /** Who works here: {@code profile.user}, else the login name. */
    String username();

    /**
     * The value as it is written, interpolated; empty if it is not set.
     *
     * @throws ConfigException if it is a section or a list, or refers to what is not set
     */
    Optional<String> find(String path);

    /**
     * The value as it is written, interpolated.
     *
     * @throws ConfigException if it is not set, is a section or a list, or refers to what is not set
     */
    String get(String path);

    /**
     * The value as a {@link String}, {@link Integer}, {@link Long}, {@link Double}, {@link Boolean} ({@code true},
     * {@code yes}, {@code on} and their opposites), {@link Path} ({@code ~} and {@code $HOME} at its beginning stand for
     * the home directory) or {@link java.time.Duration} (seconds, or a number with {@code ms}, {@code s}, {@code m},
     * {@code h} or {@code d}, or ISO 8601).
     *
     * @throws ConfigException if it is not set, or is no such thing
     * @throws IllegalArgumentException if the type is another one
     */
    <T> T get(String path, Class<T> type);

    /** The keys below, as they are written, in the file's order; the numbers of a list; none if there is nothing. */
    List<String> keys(String path);

    /** The part of the configuration below the path, which need not exist. */
    Config at(String path);

    /**
     * Writes a value into one's own file, without touching any other byte of it: a String, Number, Boolean, null, or a Map
     * or List of them, so that a whole cloud can be added. A key that is there is changed, under the spelling it has; what
     * is missing on the way is made. The file is replaced in one step, or left as it is.
     *
     * @throws ConfigException if the file cannot be read or written, or if the change would alter another value, as one
     *     that comes through a YAML alias would
     * @throws IllegalArgumentException if the value is of another type
     */
    void set(String path, @Nullable Object value);

    /**
     * Removes a key, with all below, from one's own file; does nothing if it is in no file.
     *
     * @throws ConfigException as {@link #set}; also if the key is in another file alone
     */
    void remove(String path);

    /** The files, the most important first; empty if there is none yet. */
    List<Path> files();
}
