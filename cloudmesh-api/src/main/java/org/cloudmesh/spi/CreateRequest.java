package org.cloudmesh.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to make. The same request, sent again by a driver of guarantee {@link CreateGuarantee#TOKEN}, makes nothing new.
 * Immutable.
 *
 * @param intentId the intent these nodes belong to; written on each of them
 * @param token unique to this request, 64 characters of ASCII at most; begins with the intent's id
 * @param nodes the nodes, alike but for name and labels
 * @param image the image's id
 * @param flavor the flavor's id
 * @param location the location's id; null for the cloud's own choice
 * @param access how each is reached, and by whom
 * @param userData handed to each node when it first comes up; never logged, never stored
 * @param atLeast how many must be made for the request to be of use, where a cloud can be told so; 1 at least
 */
public record CreateRequest(
        String intentId,
        String token,
        List<NewNode> nodes,
        String image,
        String flavor,
        @Nullable String location,
        Access access,
        @Nullable String userData,
        int atLeast) {

    /** Copies the list. */
    public CreateRequest {
        nodes = List.copyOf(nodes);
    }

    /** One that is of no use unless all are made. */
    public CreateRequest(
            String intentId,
            String token,
            List<NewNode> nodes,
            String image,
            String flavor,
            @Nullable String location,
            Access access,
            @Nullable String userData) {
        this(intentId, token, nodes, image, flavor, location, access, userData, nodes.size());
    }

    /** The same for other nodes; under the same token. */
    public CreateRequest withNodes(List<NewNode> others) {
        return new CreateRequest(
                intentId, token, others, image, flavor, location, access, userData, Math.min(atLeast, others.size()));
    }

    /** Who may log in, as in authorized_keys; null for nobody. */
    public @Nullable String publicKey() {
        return access.publicKey();
    }

    /** Everything but the user data, which may hold secrets. */
    @Override
    public String toString() {
        return "create %d of %s on %s (intent %s)".formatted(nodes.size(), image, flavor, intentId);
    }
}
