package org.cloudmesh.internal.runtime;

import java.nio.file.Path;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudOptions;
import org.cloudmesh.Feature;
import org.cloudmesh.MeshOptions.ConfiguredCloud;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** A configured cloud and, once something was asked of it, its driver. Thread-safe. */
public final class CloudConnection implements AutoCloseable {

    private final ConfiguredCloud configured;
    private final CloudContext context;
    private final Cancellation closing = new Cancellation();
    private final boolean patient;
    private @Nullable CloudDriver driver;
    private boolean closed;

    /** Not connected yet. */
    public CloudConnection(ConfiguredCloud configured, Path directory, Time time, Events events) {
        this(
                configured,
                new CloudContext(
                        configured.name(), directory.resolve("clouds").resolve(configured.name()), time, events::sent),
                true);
    }

    private CloudConnection(ConfiguredCloud configured, CloudContext context, boolean patient) {
        this.configured = configured;
        this.context = context;
        this.patient = patient;
    }

    /** The same cloud by another driver, one that asks this one and so is patient already. */
    public CloudConnection through(CloudProvider provider) {
        return new CloudConnection(new ConfiguredCloud(name(), provider, options()), context, false);
    }

    /** The cloud's name in the mesh. */
    public String name() {
        return configured.name();
    }

    /** What kind of cloud it is. */
    public String kind() {
        return configured.provider().kind();
    }

    /** What it was configured with. */
    public CloudOptions options() {
        return configured.options();
    }

    /** Its driver, made at the first call. */
    public synchronized CloudDriver driver() {
        if (closed) {
            throw new IllegalStateException("cloud \"%s\" cannot be used: its mesh is closed".formatted(name()));
        }
        if (driver == null) {
            var connected = configured.provider().connect(context);
            driver = patient ? new PatientDriver(connected, context.time(), closing) : connected;
        }
        return driver;
    }

    /**
     * Makes sure that it can do this; no request.
     *
     * @throws UnsupportedFeatureException if it cannot
     */
    public void require(Feature feature) {
        if (!driver().features().contains(feature)) {
            throw new UnsupportedFeatureException(name(), feature);
        }
    }

    /** Closes the driver if there is one; later calls are refused. */
    @Override
    public void close() {
        CloudDriver last;
        synchronized (this) {
            closed = true;
            last = driver;
            driver = null;
        }
        closing.cancel();
        if (last != null) {
            last.close();
        }
    }
}
