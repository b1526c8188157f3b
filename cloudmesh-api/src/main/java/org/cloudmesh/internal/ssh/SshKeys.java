package org.cloudmesh.internal.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.internal.runtime.PrivateFiles;
import org.cloudmesh.spi.Identity;
import org.jspecify.annotations.Nullable;

/** The key pair this mesh logs in with: the caller's, else its own, made once, when it is first needed. Thread-safe. */
public final class SshKeys {

    private final Path directory;
    private final Path privateKey;
    private final boolean own;
    private final boolean make;
    private final @Nullable Supplier<char[]> passphrase;
    private @Nullable String publicKey;

    /** The caller's key file, or {@code id_ed25519} in the mesh's directory. */
    public SshKeys(@Nullable Path given, Path directory) {
        this(given, null, directory);
    }

    /** The caller's key file and what it is encrypted with, or {@code id_ed25519} in the mesh's directory. */
    public SshKeys(@Nullable Path given, @Nullable Supplier<char[]> passphrase, Path directory) {
        this(
                given == null ? directory.resolve("id_ed25519") : given,
                given == null ? null : passphrase,
                directory,
                given == null,
                true);
    }

    private SshKeys(Path privateKey, @Nullable Supplier<char[]> passphrase, Path directory, boolean own, boolean make) {
        this.directory = directory;
        this.privateKey = privateKey;
        this.own = own;
        this.make = make;
        this.passphrase = passphrase;
    }

    /** The same keys for a program that writes no file: a pair that is not there yet is told of, not made. */
    public SshKeys onlyRead() {
        return new SshKeys(privateKey, passphrase, directory, own, false);
    }

    /** The file of the private key, which exists if it is our own and may be made. */
    public Path privateKey() {
        if (own && make) {
            publicKey();
        }
        return privateKey;
    }

    /** What to log in with; its file exists if it is our own and may be made. */
    public Identity identity() {
        return new Identity(privateKey(), passphrase);
    }

    /**
     * The public half, as in authorized_keys.
     *
     * @throws SshException if the caller's key has no public half beside it
     */
    public synchronized String publicKey() {
        if (publicKey == null) {
            var file = privateKey.resolveSibling(privateKey.getFileName() + ".pub");
            try {
                if (own && !make && !Files.exists(privateKey)) {
                    return "ssh-ed25519 (made when it is first needed)";
                }
                if (own && make) {
                    makeIfMissing(directory, privateKey, file);
                }
                publicKey = Files.readString(file).strip();
            } catch (IOException e) {
                throw new SshException(
                        null,
                        Reason.KEY_FILE,
                        "the public key %s cannot be read (%s); make it with: ssh-keygen -y -f %s > %s"
                                .formatted(file, e.getMessage(), privateKey, file),
                        e);
            }
        }
        return publicKey;
    }

    /** One thread, and by the lock one program, at a time: whoever comes second finds the first one's pair. */
    private static synchronized void makeIfMissing(Path directory, Path privateFile, Path publicFile)
            throws IOException {
        if (Files.exists(privateFile)) {
            return;
        }
        PrivateFiles.makeDirectories(directory);
        try (var channel = PrivateFiles.openForLocking(directory.resolve(".id_ed25519.lock"));
                var lock = channel.lock()) {
            if (!Files.exists(privateFile)) {
                var pair = Ed25519Pair.generate("cloudmesh");
                // The private half last: where it is, the other one is too.
                PrivateFiles.write(publicFile, (pair.publicKey() + "\n").getBytes(StandardCharsets.US_ASCII));
                PrivateFiles.write(privateFile, pair.privateKey().getBytes(StandardCharsets.US_ASCII));
            }
        }
    }
}
