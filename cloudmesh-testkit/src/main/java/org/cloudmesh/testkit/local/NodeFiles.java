package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import org.apache.sshd.common.util.threads.NoCloseExecutor;
import org.apache.sshd.sftp.server.SftpFileSystemAccessor;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.apache.sshd.sftp.server.SftpSubsystemProxy;

/**
 * Which file a path means over sftp: seen from the machine's home, with the rights of the present user, as for its commands.
 */
final class NodeFiles implements SftpFileSystemAccessor {

    private NodeFiles() {}

    static SftpSubsystemFactory subsystem(ExecutorService threads) {
        return new SftpSubsystemFactory.Builder()
                .withFileSystemAccessor(new NodeFiles())
                .withExecutorServiceProvider(() -> new NoCloseExecutor(threads))
                .build();
    }

    @Override
    public Path resolveLocalFilePath(SftpSubsystemProxy subsystem, Path root, String remote) throws IOException {
        return NodeSessions.shell(subsystem.getServerSession()).home().resolve(remote);
    }
}
