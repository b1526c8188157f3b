package org.cloudmesh.ssh;

import java.io.IOException;
import java.nio.file.Path;
import org.cloudmesh.CancelledException;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.jspecify.annotations.Nullable;

/** The sentences of this package. */
final class Faults {

    private Faults() {}

    static SshException unreachable(Host host, Throwable cause) {
        return fault(
                host,
                Reason.UNREACHABLE,
                "%s does not answer ssh: %s; see whether it runs, and whether port %d is open to this machine"
                        .formatted(where(host), reason(cause), host.address().port()),
                cause);
    }

    static SshException tooSlow(Host host) {
        return fault(
                host,
                Reason.UNREACHABLE,
                "%s did not answer ssh in time; see whether it runs, or allow more time".formatted(where(host)),
                null);
    }

    static SshException brokeOff(Host host, Throwable cause) {
        return fault(
                host,
                Reason.NOT_BEGUN,
                "%s broke the connection off before anybody was logged in (%s); nothing was run, so try again, with fewer at once if its ssh server limits that"
                        .formatted(where(host), reason(cause)),
                cause);
    }

    static SshException refused(Host host, String remark, @Nullable Throwable cause) {
        return fault(
                host,
                Reason.AUTHENTICATION,
                "%s does not let the user %s in with the key %s; see whether the user is right, and whether the node has the key's public half%s"
                        .formatted(
                                where(host),
                                host.address().user(),
                                host.identity().privateKey(),
                                remark),
                cause);
    }

    static SshException runsNothing(Host host) {
        return fault(
                host,
                Reason.AUTHENTICATION,
                "%s lets the user %s in, but not run a program; log in as another user"
                        .formatted(where(host), host.address().user()),
                null);
    }

    static SshException jumpHost(Host host, SshException cause) {
        return fault(
                host,
                cause.reason(),
                "%s was not reached, for its jump host was not: %s".formatted(where(host), cause.getMessage()),
                cause);
    }

    static SshException hostKeyChanged(Host host, HostKey shown) {
        var known = host.hostKeys().known();
        return fault(
                host,
                Reason.HOST_KEY_CHANGED,
                "%s shows the host key %s %s, %s; either another machine answers at this address, or the node was made anew: if so, forget the known key"
                        .formatted(
                                where(host),
                                shown.algorithm(),
                                shown.fingerprint(),
                                known.map(key -> "but is known by %s %s".formatted(key.algorithm(), key.fingerprint()))
                                        .orElse("which is not accepted")),
                null);
    }

    static SshException keyFile(Host host, Path path, String problem) {
        return fault(
                host,
                Reason.KEY_FILE,
                "%s was not logged in to: the private key %s %s".formatted(where(host), path, problem),
                null);
    }

    static SshException lost(Host host, @Nullable Throwable cause) {
        return fault(
                host,
                Reason.LOST,
                "the connection to %s broke while a program ran there%s; how far it came is unknown, so look before running it again"
                        .formatted(where(host), cause == null ? "" : " (" + reason(cause) + ")"),
                cause);
    }

    static SshException notBegun(Host host, @Nullable Throwable cause) {
        return fault(
                host,
                Reason.NOT_BEGUN,
                "the connection to %s broke before the program began there%s; nothing was run, so run it again"
                        .formatted(where(host), cause == null ? "" : " (" + reason(cause) + ")"),
                cause);
    }

    static SshException timeout(Host host, boolean ended) {
        return fault(
                host,
                Reason.TIMEOUT,
                "the time was up before the program on %s ended; %s"
                        .formatted(
                                where(host),
                                ended
                                        ? "it was ended there, allow more time if it needs that"
                                        : "it could not be ended, so see whether it still runs there"),
                null);
    }

    static SshException inputNotOpened(Host host, Throwable cause) {
        return fault(
                host,
                Reason.FILE,
                "the standard input for %s could not be opened (%s), and nothing was run there; see to the input, and run it again"
                        .formatted(where(host), reason(cause)),
                cause);
    }

    static SshException inputFailed(Host host, Throwable cause) {
        return fault(
                host,
                Reason.FILE,
                "the standard input for %s could not be read to its end (%s), so the program there was ended; see to the input"
                        .formatted(where(host), reason(cause)),
                cause);
    }

    static SshException file(Host host, Transfer.FileFault cause) {
        return fault(
                host,
                Reason.FILE,
                "%s was not copied between here and %s: %s".formatted(cause.path(), where(host), cause.problem()),
                cause.getCause());
    }

    static SshException noSftp(Host host, Throwable cause) {
        return fault(
                host,
                Reason.FILE,
                "%s offers no sftp (%s), so no file can be copied; switch it on in its ssh server"
                        .formatted(where(host), reason(cause)),
                cause);
    }

    static SshException copyLost(Host host, Throwable cause) {
        return fault(
                host,
                Reason.LOST,
                "the connection to %s broke while files were copied (%s); those that were not whole are not there, so copy them again"
                        .formatted(where(host), reason(cause)),
                cause);
    }

    static SshException copyTimeout(Host host) {
        return fault(
                host,
                Reason.TIMEOUT,
                "the time was up before all files were copied between here and %s; allow more time, and copy them again"
                        .formatted(where(host)),
                null);
    }

    static SshException noSlot(Host host) {
        return fault(
                host,
                Reason.TIMEOUT,
                "the time was up before %s could take another program, and nothing was run; run fewer at once, or allow more time"
                        .formatted(where(host)),
                null);
    }

    static CancelledException cancelled(Host host) {
        return new CancelledException("the work on %s was cancelled; what ran there was ended".formatted(where(host)));
    }

    static CancelledException closedMeanwhile(Host host) {
        return new CancelledException(
                "the connection to %s was given up while a program ran there; see whether it still runs"
                        .formatted(where(host)));
    }

    static String where(Host host) {
        var jumpHost = host.jumpHost();
        var through = jumpHost == null ? "" : ", through the jump host \"%s\"".formatted(jumpHost.name());
        return "node \"%s\" (%s%s)".formatted(host.name(), host.address(), through);
    }

    private static SshException fault(Host host, Reason reason, String message, @Nullable Throwable cause) {
        return new SshException(host.id(), reason, message, cause);
    }

    private static String reason(Throwable cause) {
        var root = cause;
        while (root.getCause() instanceof IOException next && next != root) {
            root = next;
        }
        var message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }
}
