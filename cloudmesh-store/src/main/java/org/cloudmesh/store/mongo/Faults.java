package org.cloudmesh.store.mongo;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the driver says in a page: what, where, and what next. */
record Faults(Place place) {

    private static final int NOT_AUTHORIZED = 13;
    private static final int NOT_AUTHENTICATED = 18;

    StoreException closed() {
        return new StoreException("the store %s is closed; open the mesh again to use it".formatted(place));
    }

    /** Of what the driver says, and what it knows of the servers. */
    StoreException of(MongoException fault, ClusterDescription servers) {
        if (fault instanceof MongoInterruptedException) {
            Thread.currentThread().interrupt();
        }
        var cause = fault instanceof MongoTimeoutException ? realCause(fault, servers) : fault;
        // The driver's words on a login have the user's name in them.
        return new StoreException(
                "the store %s %s".formatted(place, sentence(cause)),
                find(cause, MongoSecurityException.class) == null ? cause : null);
    }

    private static Throwable realCause(MongoException fault, ClusterDescription servers) {
        return servers.getServerDescriptions().stream()
                .map(ServerDescription::getException)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(fault);
    }

    private String sentence(Throwable cause) {
        if (cause instanceof MongoInterruptedException) {
            return "was asked by a thread that was interrupted; what it asked may be done or not";
        }
        if (find(cause, MongoSecurityException.class) != null) {
            return "refused the user or the password; check both, and the database the user is of (authSource in a URI)";
        }
        if (cause instanceof MongoCommandException command) {
            return command(command);
        }
        if (cause instanceof MongoWriteException || cause instanceof MongoBulkWriteException) {
            return "did not write: " + words(cause);
        }
        return cause instanceof MongoSocketException || cause instanceof MongoTimeoutException
                ? network(cause)
                : "failed: " + words(cause);
    }

    private static String command(MongoCommandException command) {
        if (command.getErrorCode() == NOT_AUTHORIZED || command.getErrorCode() == NOT_AUTHENTICATED) {
            return "does not let this user do that (%s); give him the role readWrite on the store's databases"
                    .formatted(command.getErrorMessage());
        }
        return "refused: " + command.getErrorMessage();
    }

    private static String network(Throwable cause) {
        var unknown = find(cause, UnknownHostException.class);
        if (unknown != null) {
            return "cannot be reached: there is no such host; correct it";
        }
        if (find(cause, SSLException.class) != null) {
            return "cannot be reached: TLS failed (%s); if its certificate is of a private authority, name that (authority, or MONGO_CA), and see that the host is called as in the certificate"
                    .formatted(words(root(cause)));
        }
        if (find(cause, SocketTimeoutException.class) != null) {
            return "does not answer; see that a MongoDB server listens there, that TLS is spoken if it wants that, and that no firewall is between";
        }
        if (find(cause, ConnectException.class) != null) {
            return "cannot be reached: the connection was refused (%s); start the server, or correct host and port"
                    .formatted(words(root(cause)));
        }
        return cause instanceof MongoSocketException
                ? "hung up (%s); what was asked may be done or not, try again".formatted(words(root(cause)))
                : "has no server that can be asked (%s); start it, and try again"
                        .formatted(cause.getClass().getSimpleName());
    }

    private static <T extends Throwable> @Nullable T find(Throwable cause, Class<T> type) {
        for (@Nullable Throwable each = cause; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }

    private static Throwable root(Throwable cause) {
        var root = cause;
        for (var next = cause.getCause(); next != null; next = next.getCause()) {
            root = next;
        }
        return root;
    }

    private static String words(Throwable cause) {
        return String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
    }
}
