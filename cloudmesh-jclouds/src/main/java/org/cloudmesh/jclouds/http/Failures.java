package org.cloudmesh.jclouds.http;

import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Objects;
import javax.net.ssl.SSLException;

/** Why a request did not get through, in words a person would use. */
final class Failures {

    private Failures() {}

    static Throwable root(Throwable thrown) {
        var cause = thrown;
        while (cause.getCause() != null && !isTelling(cause)) {
            cause = cause.getCause();
        }
        return cause;
    }

    private static boolean isTelling(Throwable cause) {
        return cause instanceof SSLException || cause instanceof InterruptedIOException;
    }

    static String inWords(Throwable cause) {
        var message =
                Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
        if (cause instanceof UnknownHostException) {
            return "there is no host " + message.replaceFirst(":.*", "");
        }
        if (cause instanceof EOFException) {
            return "the connection was closed before an answer came";
        }
        if (cause instanceof InterruptedIOException) {
            return "no answer in time";
        }
        if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
            return "nothing answers";
        }
        if (cause instanceof SSLException) {
            return "TLS failed, so nothing was sent (%s); if its authority is your own, name its certificate in cacert"
                    .formatted(message.lines().findFirst().orElse(""));
        }
        return message.lines().findFirst().orElse(message);
    }
}
