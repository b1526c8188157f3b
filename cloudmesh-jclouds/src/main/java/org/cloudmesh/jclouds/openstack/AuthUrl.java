package org.cloudmesh.jclouds.openstack;

import java.net.URI;
import org.cloudmesh.ConfigException;
import org.cloudmesh.spi.Credentials;

/** The address of Keystone, which each file writes another way. */
final class AuthUrl {

    private AuthUrl() {}

    /**
     * With the version behind it, and no slash.
     *
     * @throws ConfigException if it is no address, or of version 2
     */
    static URI of(String cloud, Credentials credentials) {
        var said = credentials.get("authUrl").strip();
        var url = said.replaceFirst("/+$", "").replaceFirst("/auth/tokens$", "").replaceFirst("/+$", "");
        if (!url.matches("(?i)https?://[^/?#@\\s]+(/[^?#\\s]*)?")) {
            throw new ConfigException(
                    "the auth_url of cloud \"%s\" is no address such as https://keystone.example.org:5000/v3"
                            .formatted(cloud));
        }
        boolean isBare = !url.matches(".*/v\\d+(\\.\\d+)?");
        boolean isOld =
                isBare && credentials.find("identityApiVersion").orElse("3").matches("v?2(\\.0)?");
        if (isOld || url.matches(".*/v2(\\.0)?")) {
            throw new ConfigException(
                    "the auth_url of cloud \"%s\" is of Keystone 2.0, which no cloud has any more; next: write its address of version 3"
                            .formatted(cloud));
        }
        return URI.create(isBare ? url + "/v3" : url);
    }
}
