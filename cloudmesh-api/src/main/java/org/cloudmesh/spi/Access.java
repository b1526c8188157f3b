package org.cloudmesh.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a new node is reached, and by whom. What the caller named is used as it is; for the rest the driver makes what is
 * needed, once a mesh, and gives it back in {@link CloudDriver#giveBack}. Immutable.
 *
 * @param mesh the id of the mesh: what is made for its access is named after it, so that other meshes keep theirs
 * @param publicKey who may log in, as in authorized_keys; null for nobody
 * @param keyPair the name of a key pair the account has, to be used instead; null for one of the mesh's own
 * @param securityGroups those the account has, by id or name; empty for one of the mesh's own, with ssh open
 * @param networks those the account has, by id or name; empty for the cloud's choice
 * @param isPrivate whether a private address is enough, so that none is allocated
 */
public record Access(
        String mesh,
        @Nullable String publicKey,
        @Nullable String keyPair,
        List<String> securityGroups,
        List<String> networks,
        boolean isPrivate) {

    /** Copies the lists. */
    public Access {
        securityGroups = List.copyOf(securityGroups);
        networks = List.copyOf(networks);
    }

    /** Everything of the mesh's own. */
    public static Access of(String mesh, @Nullable String publicKey) {
        return new Access(mesh, publicKey, null, List.of(), List.of(), false);
    }
}
