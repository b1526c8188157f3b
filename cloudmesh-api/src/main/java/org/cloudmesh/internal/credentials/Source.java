package org.cloudmesh.internal.credentials;

import java.util.List;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.CredentialScheme;

/** A place where credentials may be. */
interface Source {

    /**
     * What is there.
     *
     * @throws ConfigException if it cannot be read, or is broken
     */
    Found read(CredentialScheme scheme);

    /** What was looked for there, for people: the place, and how it spells those names. */
    String looked(CredentialScheme scheme, List<String> names);

    /** Of a set that is not whole, at the place itself. */
    ConfigException fault(Found found, String sentence);

    /** Whether the cloud's own section says to look here: then it is a fault if nothing is. */
    default boolean isNamed() {
        return false;
    }
}
