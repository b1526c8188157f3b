package org.cloudmesh.spi;

import java.nio.file.Path;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;

/**
 * A node as a shell sees it. Immutable.
 *
 * @param id what connections are kept by
 * @param name for messages
 * @param address where it answers, and as whom to log in
 * @param privateKey the file of the private key
 * @param hostKeys what is known of its host key
 */
public record Host(NodeId id, String name, SshAddress address, Path privateKey, HostKeys hostKeys) {}
