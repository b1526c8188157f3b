package org.cloudmesh.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;

/**
 * Which file its name led to. SQLite goes on with a file that was removed, while another program makes a new one of that name.
 * While it is open its number is not given to another.
 *
 * @param key null on Windows, where a file that is open cannot be removed
 */
record FileIdentity(Path file, @Nullable Object key) {

    static FileIdentity of(Path file) throws IOException {
        return new FileIdentity(file, key(file));
    }

    /** Costs one system call. */
    void check() {
        try {
            if (!Objects.equals(key, key(file))) {
                throw fault(
                        "was replaced while it was open; close it and open it again to use what is there now", null);
            }
        } catch (NoSuchFileException e) {
            throw fault(
                    "was removed while it was open; put it back, or close it and open it again for an empty one", e);
        } catch (IOException e) {
            throw fault("cannot be looked at (%s); check its disk and try again".formatted(e.getMessage()), e);
        }
    }

    private static @Nullable Object key(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private StoreException fault(String sentence, @Nullable Exception cause) {
        return new StoreException("the store %s %s".formatted(file, sentence), cause);
    }
}
