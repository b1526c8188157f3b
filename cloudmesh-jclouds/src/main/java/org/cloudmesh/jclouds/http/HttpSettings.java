package org.cloudmesh.jclouds.http;

import java.net.URI;
import org.cloudmesh.spi.CredentialScheme;

/**
 * How an account is reached. Immutable.
 *
 * @param endpoint where: for the proxy, and for messages
 * @param scheme whose certificates are trusted
 * @param rate what the account may send
 */
public record HttpSettings(URI endpoint, CredentialScheme scheme, Rate rate) {}
