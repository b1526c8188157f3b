package org.cloudmesh.spi;

import org.cloudmesh.NodeState;

/**
 * What a cloud answered to a verb on one node. Immutable.
 *
 * @param state what the node does now
 * @param providerState the cloud's own word for it
 */
public record NodeUpdate(NodeState state, String providerState) {}
