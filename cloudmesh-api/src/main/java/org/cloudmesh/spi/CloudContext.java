package org.cloudmesh.spi;

import java.nio.file.Path;
import java.util.function.Consumer;
import org.cloudmesh.Request;

/**
 * What the mesh gives a driver. Immutable.
 *
 * @param name the cloud's name in the mesh; goes into each {@link org.cloudmesh.NodeId}
 * @param directory where this cloud may keep files; not made yet
 * @param time the mesh's clock
 * @param requests to be told of each request, once it was answered or failed
 * @param config what the configuration says of this cloud, and its credentials
 */
public record CloudContext(String name, Path directory, Time time, Consumer<Request> requests, CloudConfig config) {

    /** Without a configuration: a cloud that was passed in code. */
    public CloudContext(String name, Path directory, Time time, Consumer<Request> requests) {
        this(name, directory, time, requests, CloudConfig.none(name));
    }
}
