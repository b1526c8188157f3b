package org.cloudmesh.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import com.hierynomus.sshj.userauth.keyprovider.OpenSSHKeyFileUtil;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Set;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.userauth.password.PasswordFinder;
import net.schmizz.sshj.userauth.password.Resource;
import org.cloudmesh.spi.Identity;
import org.jspecify.annotations.Nullable;

/** Reads a private key, and says what is wrong with its file before a server would say no to it. */
final class PrivateKeyFile {

    private static final Set<PosixFilePermission> OTHERS = Set.of(
            PosixFilePermission.GROUP_READ,
            PosixFilePermission.GROUP_WRITE,
            PosixFilePermission.GROUP_EXECUTE,
            PosixFilePermission.OTHERS_READ,
            PosixFilePermission.OTHERS_WRITE,
            PosixFilePermission.OTHERS_EXECUTE);

    private final Identity identity;
    private final Path path;

    PrivateKeyFile(Identity identity) {
        this.identity = identity;
        this.path = identity.privateKey();
    }

    /** Where the certificate of that key would be. */
    static Path certificate(Path privateKey) {
        return privateKey.resolveSibling(privateKey.getFileName() + "-cert.pub");
    }

    /** Looks whether the file may be used at all. */
    static void check(Path path) throws KeyFault {
        if (!Files.isRegularFile(path)) {
            throw new KeyFault("is not there; make it with ssh-keygen, or name another file");
        }
        var view = Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (view == null) {
            return;
        }
        try {
            var permissions = view.readAttributes().permissions();
            if (permissions.stream().anyMatch(OTHERS::contains)) {
                throw new KeyFault("is open to others, its mode is %04o; close it with chmod 600 %s"
                        .formatted(Modes.bits(permissions), path));
            }
        } catch (IOException e) {
            throw new KeyFault("cannot be looked at: " + e.getMessage() + "; see whose it is");
        }
    }

    LoginKeys read() throws KeyFault {
        var passphrase = new Passphrase();
        try {
            var pair = pair(Files.readString(path), passphrase);
            var certificate = readCertificate();
            return new LoginKeys(pair, certificate == null ? null : certificate(path), certificate);
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            if (passphrase.failure != null) {
                throw passphrase.failure;
            }
            throw new KeyFault(problem(passphrase, e));
        } finally {
            passphrase.wipe();
        }
    }

    private static KeyPair pair(String text, Passphrase passphrase) throws IOException, GeneralSecurityException {
        if (PemKeys.isOne(text)) {
            return PemKeys.read(text, passphrase::ask);
        }
        try (var client = new SSHClient(SshjConfig.shared())) {
            var key = client.loadKeys(text, null, passphrase);
            return new KeyPair(key.getPublic(), key.getPrivate());
        }
    }

    private @Nullable Certificate<?> readCertificate() throws KeyFault {
        var file = certificate(path);
        if (!Files.exists(file)) {
            return null;
        }
        try {
            var parsed = OpenSSHKeyFileUtil.initPubKey(new StringReader(Files.readString(file)));
            return parsed.getPubKey() instanceof Certificate<?> certificate ? certificate : null;
        } catch (IOException | RuntimeException e) {
            throw new KeyFault("has a certificate %s beside it that cannot be read (%s); remove it, or make it anew"
                    .formatted(file, e.getClass().getSimpleName()));
        }
    }

    private String problem(Passphrase passphrase, Exception e) {
        if (!passphrase.asked) {
            return "cannot be read as one (%s); see whether it is the private half of a key"
                    .formatted(e.getClass().getSimpleName());
        }
        return identity.passphrase() == null
                ? "has a passphrase; give that, take it off with ssh-keygen -p, or name a key without one"
                : "has another passphrase than the one given; see which it is";
    }

    private final class Passphrase implements PasswordFinder {

        private boolean asked;
        private char[] given = new char[0];
        private @Nullable RuntimeException failure;

        char[] ask() {
            asked = true;
            var supplier = identity.passphrase();
            if (supplier != null && given.length == 0) {
                try {
                    given = supplier.get();
                } catch (RuntimeException e) {
                    failure = e;
                    throw e;
                }
            }
            // sshj overwrites what it is given.
            return given.clone();
        }

        void wipe() {
            Arrays.fill(given, '\0');
        }

        @Override
        public char[] reqPassword(Resource<?> resource) {
            return ask();
        }

        @Override
        public boolean shouldRetry(Resource<?> resource) {
            return false;
        }
    }
}
