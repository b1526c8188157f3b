package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.io.StringReader;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.server.auth.pubkey.PublickeyAuthenticator;
import org.apache.sshd.server.session.ServerSession;
import org.jspecify.annotations.Nullable;

/**
 * Lets in the present user with any of these keys, and nobody else. Immutable.
 *
 * @param keys whose owner may log in
 */
record AuthorizedKeys(List<PublicKey> keys) implements PublickeyAuthenticator {

    /** Reads lines as in authorized_keys; fails if one is not a key. */
    static AuthorizedKeys parse(@Nullable String lines) throws IOException {
        var keys = new ArrayList<PublicKey>();
        try {
            for (var entry :
                    AuthorizedKeyEntry.readAuthorizedKeys(new StringReader(lines == null ? "" : lines), true)) {
                keys.add(entry.resolvePublicKey(null, PublicKeyEntryResolver.FAILING));
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return new AuthorizedKeys(List.copyOf(keys));
    }

    @Override
    public boolean authenticate(String user, PublicKey key, ServerSession session) {
        return user.equals(NodeShell.USER) && keys.stream().anyMatch(known -> KeyUtils.compareKeys(known, key));
    }
}
