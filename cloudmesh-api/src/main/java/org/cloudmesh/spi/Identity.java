package org.cloudmesh.spi;

import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What to log in with. A user certificate beside the key, {@code KEY-cert.pub}, is used, as OpenSSH does. Immutable.
 *
 * @param privateKey the file of the private key
 * @param passphrase what it is encrypted with, asked for when it is needed; a new array at each call, which the shell
 *     overwrites after use. Null: the key is not encrypted
 */
public record Identity(Path privateKey, @Nullable Supplier<char[]> passphrase) {

    /** Checks that there is a key. */
    public Identity {
        Objects.requireNonNull(privateKey, "privateKey");
    }

    /** A key without a passphrase. */
    public static Identity of(Path privateKey) {
        return new Identity(privateKey, null);
    }

    /** The file alone. */
    @Override
    public String toString() {
        return privateKey.toString();
    }
}
