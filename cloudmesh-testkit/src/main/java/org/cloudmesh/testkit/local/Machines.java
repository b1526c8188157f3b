package org.cloudmesh.testkit.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The machines of one directory, kept for this driver until it is closed. Thread-safe. */
final class Machines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Machines.class);

    private final Path nodes;
    // A machine is made and deleted here, so that a process killed meanwhile leaves no half of one among the others.
    private final Path unfinished;
    private final DirectoryLock lock;
    private final Sshd sshd;
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();

    private Machines(Path directory, DirectoryLock lock, Sshd sshd) {
        this.nodes = directory.resolve("nodes");
        this.unfinished = directory.resolve("unfinished");
        this.lock = lock;
        this.sshd = sshd;
    }

    /** Takes the directory and brings up the machines that ran in it. */
    static Machines open(Path directory, Call call) {
        try {
            PrivateFiles.createDirectories(directory);
            var real = directory.toRealPath();
            var machines = new Machines(real, DirectoryLock.acquire(real, call), new Sshd());
            try {
                machines.load();
                return machines;
            } catch (IOException | RuntimeException e) {
                machines.close();
                throw e;
            }
        } catch (IOException e) {
            throw call.unavailable("cannot use the directory %s: %s".formatted(directory, e), e);
        }
    }

    private void load() throws IOException {
        discard(unfinished);
        PrivateFiles.createDirectories(unfinished);
        PrivateFiles.createDirectories(nodes);
        for (var root : children(nodes)) {
            var machine = Machine.load(new MachineFiles(root), sshd);
            machines.put(machine.record().id(), machine);
        }
    }

    private static List<Path> children(Path directory) throws IOException {
        try (var children = Files.list(directory)) {
            return children.toList();
        }
    }

    Collection<Machine> all() {
        return List.copyOf(machines.values());
    }

    Optional<Machine> find(String id) {
        return Optional.ofNullable(machines.get(id));
    }

    /** Makes a machine and brings it up. */
    Machine create(Call call, MachineRecord record, @Nullable String userData) {
        var draft = unfinished.resolve(record.id());
        try {
            var machine = Machine.create(record, draft, nodes.resolve(record.id()), sshd);
            machines.put(record.id(), machine);
            machine.runUserData(userData);
            return machine;
        } catch (IOException e) {
            discard(draft);
            destroy(call, record.id());
            throw call.unavailable("cannot make a node in %s: %s".formatted(nodes, e), e);
        }
    }

    /** Takes a machine down and deletes its files; one that is not there is gone already. */
    void destroy(Call call, String id) {
        var machine = machines.get(id);
        if (machine == null) {
            return;
        }
        synchronized (machine) {
            bury(call, machine, id);
        }
    }

    private void bury(Call call, Machine machine, String id) {
        if (!machines.containsKey(id)) {
            return;
        }
        machine.down();
        var grave = unfinished.resolve(id);
        try {
            Files.move(nodes.resolve(id), grave, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw call.unavailable("cannot delete %s: %s".formatted(nodes.resolve(id), e), e);
        }
        machines.remove(id);
        discard(grave);
    }

    private static void discard(Path directory) {
        try {
            PrivateFiles.deleteTree(directory);
        } catch (IOException e) {
            LOG.warn("cannot delete {}; it is tried again when the cloud is opened", directory, e);
        }
    }

    /** Takes down every machine; those that ran come back when the directory is opened again. */
    @Override
    public void close() {
        machines.values().forEach(Machine::hangUp);
        ProcessTree.killAllOf(Set.copyOf(machines.keySet()));
        sshd.close();
        try {
            lock.close();
        } catch (IOException e) {
            LOG.warn("cannot close the lock of {}", nodes, e);
        }
    }
}
