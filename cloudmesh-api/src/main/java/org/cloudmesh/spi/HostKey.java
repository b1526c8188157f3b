package org.cloudmesh.spi;

/**
 * The key a host proves itself with. Immutable.
 *
 * @param algorithm as in known_hosts, such as {@code ssh-ed25519}
 * @param fingerprint as OpenSSH prints it, {@code SHA256:…}
 */
public record HostKey(String algorithm, String fingerprint) {}
