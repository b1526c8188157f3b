package org.cloudmesh.store.mongo;

import com.mongodb.MongoCommandException;
import com.mongodb.MongoConnectionPoolClearedException;
import com.mongodb.MongoException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.MongoSecurityException;
import com.mongodb.MongoSocketException;
import com.mongodb.MongoSocketOpenException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.connection.ClusterDescription;
import com.mongodb.connection.ServerDescription;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;
import org.bson.BSONException;
import org.cloudmesh.StoreException;
import org.jspecify.annotations.Nullable;

/** Says in one sentence what the driver says in a page: what, where, and what next. */
record Faults(Place place) {

    private static final int NOT_AUTHORIZED = 13;
    private static final int NOT_AUTHENTICATED = 18;

    StoreException closed() {
        return new StoreException("the store %s is closed; open the mesh again to use it".formatted(place));
    }

    /** Of what is no document of ours. */
    StoreException of(BSONException fault) {
        return new StoreException(
                "the store %s has what another program changed, and cannot be read (%s); mend or remove that there"
                        .formatted(place, words(fault)),
                fault);
    }

    /** Of what the driver says, and what it knows of the servers. */
    StoreException of(MongoException fault, ClusterDescription servers) {
        if (fault instanceof MongoInterruptedException) {
            Thread.currentThread().interrupt();
        }
        var cause = fault instanceof MongoTimeoutException ? realCause(fault, servers) : fault;
        boolean isLogin = find(cause, MongoSecurityException.class) != null;
        var sentence = isLogin
                ? "refused the user or the password; check both, and the database the user is of (authSource in a URI)"
                : sentence(fault, cause);
        // The driver's words on a login have the user's name in them.
        return new StoreException("the store %s %s".formatted(place, sentence), isLogin ? null : cause);
    }

    private static Throwable realCause(MongoException fault, ClusterDescription servers) {
        return servers.getServerDescriptions().stream()
                .map(ServerDescription::getException)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(fault);
    }

    private static String sentence(MongoException fault, Throwable cause) {
        if (fault instanceof MongoInterruptedException) {
            return "was asked by a thread that was interrupted; what it asked may be done or not";
        }
        if (fault instanceof MongoTimeoutException || fault instanceof MongoSocketOpenException) {
            return unreachable(cause);
        }
        if (fault instanceof MongoSocketException) {
            return "%s; what was asked may be done or not"
                    .formatted(
                            find(fault, SocketTimeoutException.class) == null
                                    ? "hung up (%s)".formatted(words(root(fault)))
                                    : "did not answer in time");
        }
        // So end calls that waited for a connection when that of another broke.
        if (fault instanceof MongoConnectionPoolClearedException) {
            return "hung up on another call (%s); what was asked may be done or not".formatted(words(root(fault)));
        }
        if (fault instanceof MongoCommandException command) {
            return command(command);
        }
        return "failed: " + words(fault);
    }

    private static String command(MongoCommandException command) {
        if (command.getErrorCode() == NOT_AUTHORIZED || command.getErrorCode() == NOT_AUTHENTICATED) {
            return "does not let this user do that (%s); give him the role readWrite on the store's databases"
                    .formatted(command.getErrorMessage());
        }
        return "refused: " + command.getErrorMessage();
    }

    private static String unreachable(Throwable cause) {
        if (find(cause, UnknownHostException.class) != null) {
            return "cannot be reached: there is no such host; correct it";
        }
        if (find(cause, SSLException.class) != null) {
            return "cannot be reached: TLS failed (%s); where its certificate is of a private authority, name that (authority, or MONGO_CA), and call the host as the certificate does"
                    .formatted(words(root(cause)));
        }
        if (find(cause, SocketTimeoutException.class) != null) {
            return "cannot be reached: nothing answers; see that it is MongoDB that listens there, with TLS or without as you asked, and that no firewall is between";
        }
        if (find(cause, ConnectException.class) != null) {
            return "cannot be reached: the connection was refused (%s); start the server, or correct host and port"
                    .formatted(words(root(cause)));
        }
        return "cannot be reached (%s); start the server, and see that it speaks TLS or not as you asked"
                .formatted(words(root(cause)));
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
