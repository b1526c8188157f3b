package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.IntStream;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.cloudmesh.spi.Host;

/** Reads a private key, and says what is wrong with its file before a server would say no to it. */
final class PrivateKeyFile {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Host host;
    private final Path path;

    PrivateKeyFile(Host host) {
        this.host = host;
        this.path = host.identity().privateKey();
    }

    KeyProvider read(SSHClient client) {
        if (!Files.isRegularFile(path)) {
            throw Faults.keyFile(host, path, "is not there; make it with ssh-keygen, or name another file");
        }
        checkPermissions();
        var passphrase = new NoPassphrase();
        try {
            var key = client.loadKeys(Files.readString(path), null, passphrase);
            // Parsed now: later, sshj would only say that all its methods were refused.
            key.getPrivate();
            key.getPublic();
            return key;
        } catch (IOException | RuntimeException e) {
            // Not kept as the cause: a parser may quote what it could not parse.
            throw Faults.keyFile(
                    host,
                    path,
                    passphrase.asked
                            ? "has a passphrase; take it off with ssh-keygen -p, or name a key without one"
                            : "cannot be read as one (%s); see whether it is the private half of a key"
                                    .formatted(e.getClass().getSimpleName()));
        }
    }

    private void checkPermissions() {
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            var permissions = view.readAttributes().permissions();
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw Faults.keyFile(
                        host,
                        path,
                        "is open to others, its mode is %s; close it with chmod 600 %s"
                                .formatted(mode(permissions), path));
            }
        } catch (IOException e) {
            throw Faults.keyFile(host, path, "cannot be looked at: " + e.getMessage() + "; see whose it is");
        }
    }

    private static String mode(Set<PosixFilePermission> permissions) {
        var letters = PosixFilePermissions.toString(permissions);
        int bits = IntStream.range(0, letters.length())
                .filter(i -> letters.charAt(i) != '-')
                .map(i -> 0400 >> i)
                .sum();
        return "%04o".formatted(bits);
    }

    private static final class NoPassphrase implements PasswordFinder {

        private boolean asked;

        @Override
        public char[] reqPassword(Resource<?> resource) {
            asked = true;
            return new char[0];
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
