package org.cloudmesh.ssh;

import java.io.IOException;

/** Files on their way to a node, or from one. */
interface Transfer {

    /**
     * Copies them; may be begun anew.
     *
     * @throws FileFault if a file is the reason why not
     * @throws IOException if the connection is, or an interrupt
     */
    void copy(SftpSession node) throws IOException, FileFault;

    /** A file could not be copied. */
    final class FileFault extends Exception {

        private static final long serialVersionUID = 1L;

        private final String path;

        FileFault(String path, String problem, Throwable cause) {
            super(problem, cause);
            this.path = path;
        }

        FileFault(String path, String problem) {
            super(problem);
            this.path = path;
        }

        String path() {
            return path;
        }

        String problem() {
            return String.valueOf(getMessage());
        }
    }
}
