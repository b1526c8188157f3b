package org.cloudmesh.internal.runtime;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.cloudmesh.Event;
import org.cloudmesh.Request;
import org.cloudmesh.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners; what they throw is their own affair, and is logged. Thread-safe. */
public final class Events {

    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final List<Consumer<Event>> listeners = new CopyOnWriteArrayList<>();
    private final Consumer<Request> onRequest;

    /** Tells these from the beginning. */
    public Events(Consumer<Event> onEvent, Consumer<Request> onRequest) {
        listeners.add(onEvent);
        this.onRequest = onRequest;
    }

    /** Tells this one too, until the subscription is closed. */
    public Subscription subscribe(Consumer<Event> listener) {
        // A wrapper of its own, so that the same listener may subscribe twice and leave once.
        var mine = new Listener(listener);
        listeners.add(mine);
        return () -> listeners.remove(mine);
    }

    /** Something changed. */
    public void fire(Event event) {
        listeners.forEach(listener -> tell(listener, event));
    }

    /** A request was sent. */
    public void sent(Request request) {
        LOG.debug("{}", request);
        tell(onRequest, request);
    }

    /** Tells one listener; logs what it throws. */
    public static <T> void tell(Consumer<T> listener, T what) {
        try {
            listener.accept(what);
        } catch (Throwable e) {
            // Kotlin and tests throw more than RuntimeException; whatever it is, the work goes on.
            LOG.warn("a listener failed on {}", what, e);
        }
    }

    private static final class Listener implements Consumer<Event> {

        private final Consumer<Event> listener;

        Listener(Consumer<Event> listener) {
            this.listener = listener;
        }

        @Override
        public void accept(Event event) {
            listener.accept(event);
        }
    }
}
