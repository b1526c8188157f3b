package org.cloudmesh.jclouds.ec2;

import java.net.URI;
import java.util.Optional;
import org.cloudmesh.jclouds.http.CloudHttp;
import org.cloudmesh.jclouds.http.HttpSettings;
import org.cloudmesh.jclouds.http.Rate;
import org.cloudmesh.jclouds.http.Reach;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/** How the account is reached; known from the first call on, for it takes credentials to know the region. Thread-safe. */
final class Ec2Account implements AutoCloseable {

    // What Amazon lets an account ask without being throttled; source: "Request throttling for the Amazon EC2 API".
    private static final Rate RATE = new Rate(20, 100);

    private final CloudContext context;
    private @Nullable Connected connected;
    private boolean closed;

    /** What there is to close. */
    private record Connected(Ec2Place place, CloudHttp http, Ec2Native handle) {}

    Ec2Account(CloudContext context) {
        this.context = context;
    }

    CloudContext context() {
        return context;
    }

    CloudConfig config() {
        return context.config();
    }

    Ec2Place place() {
        return connected().place();
    }

    CloudHttp http() {
        return connected().http();
    }

    /** By its public address or its private one. */
    Reach reach() {
        return new Reach(context.config(), endpoint());
    }

    URI endpoint() {
        return place().endpoint();
    }

    <T> Optional<T> unwrap(Class<T> type) {
        return Ec2Native.has(type) ? connected().handle().unwrap(type) : Optional.empty();
    }

    private synchronized Connected connected() {
        if (closed) {
            throw new IllegalStateException("cloud \"%s\" is closed".formatted(context.name()));
        }
        var made = connected;
        if (made == null) {
            made = connect();
            connected = made;
        }
        return made;
    }

    private Connected connect() {
        var place = Ec2Place.of(context.config());
        var rate = RATE.asConfigured(context.config());
        var settings = new HttpSettings(place.endpoint(), CredentialScheme.AWS, rate);
        var signing = Ec2Signing.of(context, place.region());
        var http = new CloudHttp(context, settings, new Ec2Errors(context.time(), place.region()), signing);
        return new Connected(place, http, new Ec2Native(context, place.region(), settings));
    }

    @Override
    public void close() {
        Connected last;
        synchronized (this) {
            closed = true;
            last = connected;
            connected = null;
        }
        if (last != null) {
            try {
                last.handle().close();
            } finally {
                last.http().close();
            }
        }
    }
}
