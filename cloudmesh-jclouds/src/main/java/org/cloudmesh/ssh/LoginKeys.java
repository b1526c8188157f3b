package org.cloudmesh.ssh;

import com.hierynomus.sshj.userauth.certificate.Certificate;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import net.schmizz.sshj.userauth.keyprovider.KeyPairWrapper;
import net.schmizz.sshj.userauth.method.AuthMethod;
import net.schmizz.sshj.userauth.method.AuthPublickey;
import org.jspecify.annotations.Nullable;

/**
 * A key, and the certificate beside it. Immutable.
 *
 * @param pair the key
 * @param certificateFile null if there is none
 * @param certificate null if there is none
 */
record LoginKeys(
        KeyPair pair,
        @Nullable Path certificateFile,
        @Nullable Certificate<?> certificate) {

    /** What to offer a server, the first thing first: a certificate while it holds, then the key alone. */
    List<AuthMethod> methods() {
        var methods = new ArrayList<AuthMethod>();
        if (certificate != null && isValid(certificate)) {
            methods.add(new AuthPublickey(new KeyPairWrapper(new KeyPair(certificate, pair.getPrivate()))));
        }
        methods.add(new AuthPublickey(new KeyPairWrapper(pair)));
        return methods;
    }

    /** What is wrong with the certificate, for the end of a sentence; empty if nothing is. */
    String remark() {
        if (certificate == null || isValid(certificate)) {
            return "";
        }
        var after = certificate.getValidAfter().toInstant();
        return Instant.now().isBefore(after)
                ? "; the certificate %s is not valid before %s".formatted(certificateFile, after)
                : "; the certificate %s expired at %s, so have the key signed anew"
                        .formatted(certificateFile, certificate.getValidBefore().toInstant());
    }

    private static boolean isValid(Certificate<?> certificate) {
        var now = Instant.now();
        return !now.isBefore(certificate.getValidAfter().toInstant())
                && now.isBefore(certificate.getValidBefore().toInstant());
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "a key" + (certificate == null ? "" : " with the certificate " + certificateFile);
    }
}
