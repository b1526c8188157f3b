package org.cloudmesh.ssh;

import java.io.IOException;
import net.schmizz.sshj.sftp.Response.StatusCode;
import net.schmizz.sshj.sftp.SFTPException;
import org.cloudmesh.ssh.Transfer.FileFault;

/** Paths on a node, and what a node says of them. */
final class RemotePaths {

    private RemotePaths() {}

    /** The path without slashes at its end. */
    static String checked(String path) {
        if (path.isEmpty() || path.indexOf('\0') >= 0) {
            throw new IllegalArgumentException(
                    "\"%s\" names no file of a node; give it a path".formatted(path.replace("\0", "\\0")));
        }
        var end = path.replaceAll("/+$", "");
        return end.isEmpty() ? "/" : end;
    }

    /** What the node says of a path; the exception itself where that says nothing of one. */
    static FileFault fault(String path, SFTPException e) throws IOException {
        if (e.getStatusCode() == StatusCode.UNKNOWN) {
            throw e;
        }
        return new FileFault(
                path,
                switch (e.getStatusCode()) {
                    case NO_SUCH_FILE, NO_SUCH_PATH -> "it is not there";
                    case PERMISSION_DENIED -> "this user may not do that there";
                    default -> "the node says: " + e.getMessage();
                },
                e);
    }
}
