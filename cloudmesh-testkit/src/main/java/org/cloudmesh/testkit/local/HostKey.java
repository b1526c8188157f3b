package org.cloudmesh.testkit.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.List;
import org.apache.sshd.common.NamedResource;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.common.session.SessionContext;
import org.apache.sshd.common.util.security.SecurityUtils;
import org.jspecify.annotations.Nullable;

/** A machine's ed25519 host key, made when somebody first connects, and kept in a file. Thread-safe. */
final class HostKey implements KeyPairProvider {

    private static final int ED25519_BITS = 256;

    private final Path file;
    private @Nullable KeyPair pair;

    HostKey(Path file) {
        this.file = file;
    }

    @Override
    public synchronized Iterable<KeyPair> loadKeys(SessionContext session)
            throws IOException, GeneralSecurityException {
        var loaded = pair;
        if (loaded == null) {
            loaded = Files.exists(file) ? read() : make();
            pair = loaded;
        }
        return List.of(loaded);
    }

    private KeyPair read() throws IOException, GeneralSecurityException {
        try (var in = Files.newInputStream(file)) {
            var resource = NamedResource.ofName(file.toString());
            return SecurityUtils.loadKeyPairIdentities(null, resource, in, null)
                    .iterator()
                    .next();
        }
    }

    private KeyPair make() throws IOException, GeneralSecurityException {
        var made = KeyUtils.generateKeyPair(KeyPairProvider.SSH_ED25519, ED25519_BITS);
        var text = new ByteArrayOutputStream();
        OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(made, null, null, text);
        PrivateFiles.write(file, text.toString(StandardCharsets.US_ASCII));
        return made;
    }
}
