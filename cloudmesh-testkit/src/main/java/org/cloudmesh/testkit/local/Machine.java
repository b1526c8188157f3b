package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import org.cloudmesh.NodeState;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine: its record, its files, and while it runs its port. Thread-safe. */
final class Machine {

    private static final Logger LOG = LoggerFactory.getLogger(Machine.class);

    private final MachineFiles files;
    private final Sshd sshd;
    private volatile MachineRecord record;
    private @Nullable Listener listener;

    private Machine(MachineFiles files, Sshd sshd, MachineRecord record) {
        this.files = files;
        this.sshd = sshd;
        this.record = record;
    }

    /** Makes the files of a machine in one place, puts them in another at once, and listens. */
    static Machine create(MachineRecord record, Path draft, Path root, Sshd sshd) throws IOException {
        var machine = new Machine(new MachineFiles(root), sshd, record);
        machine.listen();
        try {
            var drafted = new MachineFiles(draft);
            PrivateFiles.createDirectories(drafted.home());
            PrivateFiles.write(drafted.node(), machine.record.toJson());
            Files.move(draft, root, StandardCopyOption.ATOMIC_MOVE);
            return machine;
        } catch (IOException e) {
            machine.hangUp();
            throw e;
        }
    }

    /** Reads a machine and listens if it ran; one that cannot be read is in ERROR, and says why. */
    static Machine load(MachineFiles files, Sshd sshd) {
        var id = String.valueOf(files.root().getFileName());
        try {
            var machine = new Machine(files, sshd, MachineRecord.parse(id, Files.readString(files.node())));
            if (machine.record.state() == NodeState.RUNNING) {
                machine.up();
            }
            return machine;
        } catch (IOException e) {
            var message =
                    "cannot bring up the node from %s: %s; destroy it, or repair the file and open the cloud again"
                            .formatted(files.node(), reason(e));
            LOG.warn(message);
            return new Machine(files, sshd, MachineRecord.damaged(id, message));
        }
    }

    private static String reason(IOException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    MachineRecord record() {
        return record;
    }

    synchronized NodeState start(Call call) {
        require(NodeState.STOPPED, "start", call);
        try {
            up();
        } catch (IOException e) {
            hangUp();
            throw call.unavailable("cannot start the node %s: %s".formatted(record.id(), e), e);
        }
        return record.state();
    }

    synchronized NodeState stop(Call call) {
        require(NodeState.RUNNING, "stop", call);
        try {
            keep(record.in(NodeState.STOPPED, record.port()));
        } catch (IOException e) {
            throw call.unavailable("cannot stop the node %s: %s".formatted(record.id(), e), e);
        }
        down();
        return record.state();
    }

    synchronized NodeState reboot(Call call) {
        require(NodeState.RUNNING, "reboot", call);
        down();
        try {
            up();
        } catch (IOException e) {
            throw call.unavailable("the node %s did not come up again: %s".formatted(record.id(), e), e);
        }
        return record.state();
    }

    private void require(NodeState wanted, String verb, Call call) {
        if (record.state() != wanted) {
            throw call.conflict("the node %s is %s; %s needs %s".formatted(record.id(), record.state(), verb, wanted));
        }
    }

    private synchronized void up() throws IOException {
        int port = listen();
        if (record.state() != NodeState.RUNNING || record.port() != port) {
            keep(record.in(NodeState.RUNNING, port));
        }
    }

    private synchronized int listen() throws IOException {
        var shell = new NodeShell(record.id(), files.home());
        var opened = sshd.listen(shell, new HostKey(files.hostKey()), record.publicKey(), record.port());
        listener = opened;
        record = record.in(record.state(), opened.port());
        return opened.port();
    }

    private void keep(MachineRecord changed) throws IOException {
        PrivateFiles.write(files.node(), changed.toJson());
        record = changed;
    }

    /** Stops answering and kills what runs; the record stays as it is. */
    synchronized void down() {
        hangUp();
        ProcessTree.killAllOf(Set.of(record.id()));
        try {
            Files.deleteIfExists(files.userData());
        } catch (IOException e) {
            LOG.warn("cannot delete {}", files.userData(), e);
        }
    }

    /** Stops answering. */
    synchronized void hangUp() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** Runs it, if it is a script, and does not wait for its end. */
    void runUserData(@Nullable String userData) throws IOException {
        if (userData != null && userData.startsWith("#!")) {
            PrivateFiles.write(files.userData(), userData);
            PrivateFiles.create(files.userDataLog());
            new NodeShell(record.id(), files.home()).runOnce(files.userData(), userData, files.userDataLog());
        }
    }
}
