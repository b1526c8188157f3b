package org.cloudmesh.spi;

import org.cloudmesh.Node;

/**
 * A node found by the intent that made it. Immutable.
 *
 * @param index which of the intent's nodes it is, see {@link NewNode#index}
 * @param node as it is now
 */
public record Created(int index, Node node) {}
