package org.cloudmesh.internal.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.cloudmesh.StoreException;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/**
 * All of a store as JSON lines in UTF-8, and back again. The first line says what it is, the last how many there are, each in
 * between is a document or a counter. Another format of lines has another version.
 */
public final class Backup {

    static final String FORMAT = "cloudmesh-backup";
    static final int VERSION = 1;
    static final String END = "end";

    private static final Contents.Taker<RuntimeException> NOBODY = new Contents.Taker<>() {
        @Override
        public void documents(@Nullable String user, List<Document> page) {}

        @Override
        public void counters(@Nullable String user, Map<String, Long> counters) {}
    };

    private Backup() {}

    /** See {@link Store#backup}. */
    public static long write(Store store, Path file) {
        try {
            return PrivateFiles.write(target(file), channel -> write(store, channel));
        } catch (IOException e) {
            throw new StoreException(
                    "the backup %s cannot be written (%s); make room for it, or name a file in a directory this user may write"
                            .formatted(file, reason(e)),
                    e);
        }
    }

    private static long write(Store store, FileChannel channel) throws IOException {
        // Half a character becomes a question mark: one text that is none is no reason to be without a backup.
        var out = new BufferedWriter(new OutputStreamWriter(Channels.newOutputStream(channel), UTF_8));
        long written = BackupWriter.write(store, out);
        out.flush();
        channel.force(true);
        return written;
    }

    /** The file a link leads to: the link stays. */
    private static Path target(Path file) throws IOException {
        var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            throw new IOException("it is a directory or a device");
        }
        if (Files.isSymbolicLink(target)) {
            throw new IOException("it is a link to a file that is not there");
        }
        if (!Files.isDirectory(target.resolveSibling("."))) {
            throw new IOException("its directory is not there");
        }
        return target;
    }

    /** See {@link Store#restore}. */
    public static long read(Path file, Store store) {
        try (var channel = FileChannel.open(file)) {
            // Twice, for what is cut off is told by its end, and nothing shall have changed then.
            read(file, channel, NOBODY);
            return Filling.fill(store, "the backup " + file, filling -> read(file, channel, filling));
        } catch (IOException e) {
            throw new StoreException(
                    "the backup %s cannot be read (%s); name a file that backup(…) wrote".formatted(file, reason(e)),
                    e);
        }
    }

    private static long read(Path file, FileChannel channel, Contents.Taker<RuntimeException> taker)
            throws IOException {
        channel.position(0);
        return BackupReader.read(file, new BufferedReader(Channels.newReader(channel, UTF_8.newDecoder(), -1)), taker);
    }

    /** See {@link org.cloudmesh.spi.Stores#copy}. */
    public static long copy(Store from, Store to) {
        return Filling.fill(to, from.toString(), filling -> Contents.of(from, filling));
    }

    // The message of these is but the name of the file.
    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        var said = e instanceof FileSystemException system ? system.getReason() : e.getMessage();
        return said == null ? e.getClass().getSimpleName() : said;
    }
}
