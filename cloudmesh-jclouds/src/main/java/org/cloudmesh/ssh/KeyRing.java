package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.cloudmesh.spi.Identity;

/**
 * The keys of a shell, each read once while its file stays as it is: deriving a key from a passphrase takes a tenth of a
 * second, and a hundred logins at once must not ask a person a hundred times. Thread-safe.
 */
final class KeyRing {

    private final Map<Identity, Entry> entries = new HashMap<>();

    private record Entry(List<FileTime> stamp, CompletableFuture<LoginKeys> keys) {}

    /** The keys; blocks while they are read, or somebody is asked. */
    LoginKeys get(Identity identity) throws KeyFault {
        PrivateKeyFile.check(identity.privateKey());
        var stamp =
                List.of(modified(identity.privateKey()), modified(PrivateKeyFile.certificate(identity.privateKey())));
        var mine = new CompletableFuture<LoginKeys>();
        CompletableFuture<LoginKeys> keys;
        synchronized (this) {
            var known = entries.get(identity);
            keys = known != null && known.stamp.equals(stamp) ? known.keys : mine;
            if (keys == mine) {
                entries.put(identity, new Entry(stamp, mine));
            }
        }
        if (keys == mine) {
            read(identity, mine);
        }
        try {
            return keys.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof KeyFault fault) {
                throw new KeyFault(fault.problem());
            }
            throw e.getCause() instanceof RuntimeException thrown ? thrown : e;
        }
    }

    /** Forgets them all. */
    synchronized void clear() {
        entries.clear();
    }

    private void read(Identity identity, CompletableFuture<LoginKeys> keys) {
        try {
            keys.complete(new PrivateKeyFile(identity).read());
        } catch (KeyFault | RuntimeException | Error e) {
            // Who asks later may know better; those who wait hear of this.
            forget(identity, keys);
            keys.completeExceptionally(e);
        }
    }

    private synchronized void forget(Identity identity, CompletableFuture<LoginKeys> keys) {
        var known = entries.get(identity);
        if (known != null && known.keys == keys) {
            entries.remove(identity);
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
