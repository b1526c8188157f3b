package org.cloudmesh.internal.jobs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.jspecify.annotations.Nullable;

/**
 * What one stream printed: up to a limit in memory; if it is longer, all of it in a file, made then. Used by one thread at
 * a time.
 */
final class Capture {

    private final int limitBytes;
    private final Path directory;
    private final Path overflow;
    private final Path writing;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private long bytes;
    private @Nullable OutputStream file;
    private @Nullable IOException failure;

    /** Keeps so many bytes; longer output goes into that file of the directory. */
    Capture(int limitBytes, Path directory, String file) {
        this(limitBytes, directory, file, file);
    }

    /** As above; until it {@linkplain #settle settles}, in another file, as somebody else may write the one. */
    Capture(int limitBytes, Path directory, String file, String meanwhile) {
        this.limitBytes = limitBytes;
        this.directory = directory;
        this.overflow = directory.resolve(file);
        this.writing = directory.resolve(meanwhile);
    }

    void write(byte[] from, int offset, int length) {
        int fits = (int) Math.min(length, Math.max(0, limitBytes - bytes));
        if (fits < length && file == null && failure == null) {
            spill(from, offset, fits);
        }
        if (fits > 0) {
            kept.write(from, offset, fits);
        }
        if (fits < length) {
            append(from, offset + fits, length - fits);
        }
        bytes += length;
    }

    /** The first byte beyond the limit: what is in memory goes to the file first. */
    private void spill(byte[] from, int offset, int length) {
        try {
            PrivateFiles.makeDirectories(directory);
            file = Channels.newOutputStream(PrivateFiles.openEmpty(writing));
            kept.writeTo(file);
            file.write(from, offset, length);
        } catch (IOException e) {
            fail(e);
        }
    }

    private void append(byte[] from, int offset, int length) {
        try {
            if (file != null) {
                file.write(from, offset, length);
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    /** A full disk is no reason to end the program. */
    private void fail(IOException e) {
        failure = e;
        close();
    }

    /** There is no more. */
    void close() {
        var last = file;
        file = null;
        try {
            if (last != null) {
                last.close();
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** Puts what was written meanwhile where it belongs; what is not whole never over what another wrote, if at all. */
    void settle(boolean whole, boolean wanted) {
        if (writing.equals(overflow) || !Files.exists(writing)) {
            return;
        }
        try {
            if (whole || (wanted && !Files.exists(overflow))) {
                Files.move(writing, overflow, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.delete(writing);
            }
        } catch (IOException e) {
            failure = failure == null ? e : failure;
        }
    }

    /** How many bytes there were. */
    long bytes() {
        return bytes;
    }

    /** What is kept; without a last character that the limit cut in two. */
    String text() {
        return bytes > limitBytes ? Utf8.decodeCut(kept.toByteArray()) : kept.toString(StandardCharsets.UTF_8);
    }

    /** Where all of it is; null if all of it is in the text. */
    @Nullable
    Path file() {
        return bytes > limitBytes ? overflow : null;
    }

    /** Why the file is not whole; null if it is. */
    @Nullable
    IOException failure() {
        return failure;
    }
}
