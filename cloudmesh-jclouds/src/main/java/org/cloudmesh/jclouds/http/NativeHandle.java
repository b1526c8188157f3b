package org.cloudmesh.jclouds.http;

import com.google.inject.Injector;
import com.google.inject.Key;
import com.google.inject.TypeLiteral;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jclouds.ContextBuilder;
import org.jclouds.compute.ComputeService;
import org.jclouds.compute.ComputeServiceContext;
import org.jclouds.rest.ApiContext;
import org.jclouds.rest.AuthorizationException;
import org.jspecify.annotations.Nullable;

/**
 * jclouds' own context, for who asks for it: made when it is first asked for, made anew once it was refused, for it would
 * refuse everything from then on. Thread-safe.
 */
public final class NativeHandle implements AutoCloseable {

    private static final Key<AtomicReference<AuthorizationException>> REFUSED = Key.get(new TypeLiteral<>() {});

    private final Supplier<ContextBuilder> builder;
    private final Class<? extends AutoCloseable> api;
    private @Nullable ComputeServiceContext context;

    /**
     * Not made yet.
     *
     * @param builder endpoint, credentials and modules, but for logging
     * @param api the provider's own interface, such as {@code NovaApi}
     */
    public NativeHandle(Supplier<ContextBuilder> builder, Class<? extends AutoCloseable> api) {
        this.builder = builder;
        this.api = api;
    }

    /** A {@link ComputeServiceContext}, its {@link ComputeService}, or the provider's own interface. */
    public <T> Optional<T> unwrap(Class<T> type) {
        if (type == ComputeServiceContext.class) {
            return Optional.of(type.cast(context()));
        }
        if (type == ComputeService.class) {
            return Optional.of(type.cast(context().getComputeService()));
        }
        return type == api ? Optional.of(type.cast(provider())) : Optional.empty();
    }

    private Object provider() {
        ApiContext<?> unwrapped = context().unwrap();
        return unwrapped.getApi();
    }

    private synchronized ComputeServiceContext context() {
        var made = context;
        if (made != null && injector(made).getInstance(REFUSED).get() != null) {
            made.close();
            made = null;
        }
        if (made == null) {
            // Its wire and header logs print secrets.
            made = builder.get().modules(List.of(new SilentModule())).buildView(ComputeServiceContext.class);
            context = made;
        }
        return made;
    }

    private static Injector injector(ComputeServiceContext context) {
        return context.utils().injector();
    }

    /** Ends its threads. */
    @Override
    public synchronized void close() {
        if (context != null) {
            context.close();
            context = null;
        }
    }
}
