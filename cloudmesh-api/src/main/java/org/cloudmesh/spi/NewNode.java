package org.cloudmesh.spi;

import java.util.Map;

/**
 * One node to make. Immutable.
 *
 * @param index its place in the intent, from 0
 * @param name what to call it at the cloud, in the form {@link CloudDriver#nodeName} gave
 * @param labels what to write on it, the library's own included
 */
public record NewNode(int index, String name, Map<String, String> labels) {

    /** Copies the labels. */
    public NewNode {
        labels = Map.copyOf(labels);
    }
}
