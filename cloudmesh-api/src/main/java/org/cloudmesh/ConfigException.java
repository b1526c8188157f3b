package org.cloudmesh;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The configuration says something that cannot be read, or lacks what was asked for. The message is {@code FILE:LINE: KEY:}
 * and one sentence: what, what was expected, what next. It never quotes a value, which might be a secret.
 */
public class ConfigException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final transient @Nullable Path file;
    private final @Nullable Integer line;
    private final @Nullable String key;

    /** Made by the library; a line or key that is not known is left out of the message. */
    public ConfigException(Path file, @Nullable Integer line, @Nullable String key, String sentence) {
        super(message(file, line, key, sentence));
        this.file = file;
        this.line = line;
        this.key = key;
    }

    /** Made by the library, where a file could not be read or written. */
    public ConfigException(Path file, String sentence, Throwable cause) {
        super(message(file, null, null, sentence), cause);
        this.file = file;
        this.line = null;
        this.key = null;
    }

    /** Made by the library, where no file says so: a cloud that was passed in code, an environment variable. */
    public ConfigException(String sentence) {
        super(sentence);
        this.file = null;
        this.line = null;
        this.key = null;
    }

    /** The file that says so; the most important one where something is in none; null where it is about no file. */
    public @Nullable Path file() {
        return file;
    }

    /** The line in it, from 1; null where it is about no line. */
    public @Nullable Integer line() {
        return line;
    }

    /** The dotted path, such as {@code cloudmesh.cloud.aws.default.image}; null where it is about no key. */
    public @Nullable String key() {
        return key;
    }

    private static String message(Path file, @Nullable Integer line, @Nullable String key, String sentence) {
        return file + (line == null ? "" : ":" + line) + ": " + (key == null ? "" : key + ": ") + sentence;
    }
}
