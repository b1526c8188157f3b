package org.cloudmesh.internal.ssh;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Command;
import org.cloudmesh.Node;
import org.cloudmesh.NodeId;
import org.cloudmesh.SshAddress;
import org.cloudmesh.SshException;
import org.cloudmesh.SshException.Reason;
import org.cloudmesh.internal.runtime.Json;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Execution;
import org.cloudmesh.spi.Exit;
import org.cloudmesh.spi.Host;
import org.cloudmesh.spi.HostKey;
import org.cloudmesh.spi.HostKeys;
import org.cloudmesh.spi.Output;
import org.cloudmesh.spi.Shell;
import org.cloudmesh.spi.ShellProvider;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** The shell, opened when it is first needed, and what it must know of each node. Thread-safe. */
public final class SshAccess implements AutoCloseable {

    private final Store store;
    private final SshKeys keys;
    private final @Nullable SshAddress jumpHost;
    private @Nullable Shell shell;
    private boolean closed;

    /** The caller's shell, else the one on the class path; nodes are reached directly. */
    public SshAccess(Store store, SshKeys keys, @Nullable Shell given) {
        this(store, keys, given, null);
    }

    /** As above; nodes are reached through the jump host, where one is given, with the same key. */
    public SshAccess(Store store, SshKeys keys, @Nullable Shell given, @Nullable SshAddress jumpHost) {
        this.store = store;
        this.keys = keys;
        this.jumpHost = jumpHost;
        shell = given;
    }

    /** Connects and logs in. */
    public void connect(Node node, Deadline deadline) {
        shell().connect(host(node), deadline);
    }

    /** Runs a task to its end. */
    public Exit run(Node node, Execution execution, Output output, Deadline deadline) {
        return shell().run(host(node), execution, output, deadline);
    }

    /** Copies a file or a directory to the node. */
    public void send(Node node, Path local, String remote, Deadline deadline) {
        shell().send(host(node), local, remote, deadline);
    }

    /** Copies a file or a directory from the node. */
    public void fetch(Node node, String remote, Path local, Deadline deadline) {
        shell().fetch(host(node), remote, local, deadline);
    }

    /** What to type to log in. */
    public String command(Node node) {
        var host = host(node);
        var words = new ArrayList<>(
                List.of("ssh", "-i", host.identity().privateKey().toString()));
        if (jumpHost != null) {
            words.addAll(List.of("-J", jumpHost.toString()));
        }
        if (host.address().port() != SshAddress.DEFAULT_PORT) {
            words.addAll(List.of("-p", Integer.toString(host.address().port())));
        }
        words.add(host.address().user() + "@" + host.address().host());
        return new Command(words).toString();
    }

    /** Gives up the connection to the node, if there is one. */
    public synchronized void disconnect(Node node) {
        if (shell != null) {
            shell.disconnect(node.id());
        }
    }

    /** The nodes are gone, and their host keys with them. */
    public static void forget(Store store, Collection<Node> nodes) {
        store.delete(
                StoredHostKeys.KIND,
                nodes.stream().map(node -> node.id().toString()).toList());
    }

    private synchronized Shell shell() {
        if (closed) {
            throw new IllegalStateException("nothing can be run: the mesh is closed");
        }
        if (shell == null) {
            shell = ServiceLoader.load(ShellProvider.class)
                    .findFirst()
                    .orElseThrow(
                            () -> new CloudmeshException(
                                    "no shell is on the class path: add org.cloudmesh:cloudmesh-jclouds, or give Mesh.open one: o -> o.shell(…)"))
                    .open();
        }
        return shell;
    }

    private Host host(Node node) {
        var address = node.ssh();
        if (address == null) {
            throw new SshException(
                    node.id(),
                    Reason.NO_ADDRESS,
                    "%s (%s) has no address to reach it at; it is %s, as last seen at %s"
                            .formatted(node.name(), node.id(), node.state(), node.observedAt()),
                    null);
        }
        return new Host(
                node.id(),
                node.name(),
                address,
                keys.identity(),
                new StoredHostKeys(store, node.id(), node.name(), node.cloud()),
                jumpHost == null ? null : jumpHost(jumpHost));
    }

    // It is no node, so the address is all there is to know it by.
    private Host jumpHost(SshAddress address) {
        var id = new NodeId("jump", address.host() + ":" + address.port());
        return new Host(
                id, address.host(), address, keys.identity(), new StoredHostKeys(store, id, address.host(), null));
    }

    @Override
    public void close() {
        Shell last;
        synchronized (this) {
            closed = true;
            last = shell;
            shell = null;
        }
        if (last != null) {
            last.close();
        }
    }

    /** By node, not by address: addresses are given to other machines. */
    private record StoredHostKeys(
            Store store, NodeId id, String name, @Nullable String cloud) implements HostKeys {

        static final String KIND = "hostkey";

        @Override
        public Optional<HostKey> known() {
            return store.get(KIND, id.toString()).map(document -> {
                var json = Json.parse(document.json());
                return new HostKey(
                        json.path("algorithm").asText(),
                        json.path("fingerprint").asText());
            });
        }

        @Override
        public boolean accept(HostKey shown) {
            var known = known();
            return known.isPresent() ? known.get().equals(shown) : acceptFirst(shown);
        }

        /** Another program may see the node for the first time just now: the store decides. */
        private boolean acceptFirst(HostKey shown) {
            var json = Json.object()
                    .put("algorithm", shown.algorithm())
                    .put("fingerprint", shown.fingerprint())
                    .put("name", name);
            store.putIfAbsent(List.of(new Document(KIND, id.toString(), cloud, null, null, Json.write(json), 0)));
            return known().map(shown::equals).orElse(false);
        }
    }
}
