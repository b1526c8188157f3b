package org.cloudmesh.internal.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.cloudmesh.Cancellation;
import org.cloudmesh.CloudOptions;
import org.cloudmesh.Feature;
import org.cloudmesh.UnsupportedFeatureException;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.Document;
import org.jspecify.annotations.Nullable;

/** A cloud of the mesh and, once something was asked of it, its driver. Thread-safe. */
public final class CloudConnection implements AutoCloseable {

    private final String kind;
    private final Supplier<CloudProvider> provider;
    private final CloudOptions options;
    private final CloudContext context;
    private final Cancellation closing = new Cancellation();
    private final boolean patient;
    private final Map<String, Document> resolved = new ConcurrentHashMap<>();
    private final Map<Class<?>, Object> kept = new ConcurrentHashMap<>();
    private @Nullable CloudDriver driver;
    private boolean closed;

    /**
     * Not connected yet.
     *
     * @param kind what kind of cloud it is
     * @param provider what makes its driver, or throws what is wrong with it
     * @param options what it was configured with
     * @param context what its driver is given
     */
    public CloudConnection(String kind, Supplier<CloudProvider> provider, CloudOptions options, CloudContext context) {
        this(kind, provider, options, context, true);
    }

    private CloudConnection(
            String kind,
            Supplier<CloudProvider> provider,
            CloudOptions options,
            CloudContext context,
            boolean patient) {
        this.kind = kind;
        this.provider = provider;
        this.options = options;
        this.context = context;
        this.patient = patient;
    }

    /** The same cloud by another driver, one that asks this one and so is patient already. */
    public CloudConnection through(CloudProvider other) {
        return new CloudConnection(kind, () -> other, options, context, false);
    }

    /** The cloud's name in the mesh. */
    public String name() {
        return context.name();
    }

    /** What kind of cloud it is. */
    public String kind() {
        return kind;
    }

    /** What it was configured with. */
    public CloudOptions options() {
        return options;
    }

    /** What the configuration says of it. */
    public CloudConfig config() {
        return context.config();
    }

    /** What boots asked its catalogs for by id, until one of them is fetched. */
    public Map<String, Document> resolved() {
        return resolved;
    }

    /** What others keep of this cloud in memory, one of each class, made when it is first asked for. */
    public <T> T kept(Class<T> type, Supplier<T> first) {
        return type.cast(kept.computeIfAbsent(type, each -> first.get()));
    }

    /** Its driver, made at the first call. */
    public synchronized CloudDriver driver() {
        if (closed) {
            throw new IllegalStateException("cloud \"%s\" cannot be used: its mesh is closed".formatted(name()));
        }
        if (driver == null) {
            var connected = provider.get().connect(context);
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
