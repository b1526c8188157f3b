package org.cloudmesh.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import org.cloudmesh.AuthException;
import org.cloudmesh.Mesh;
import org.cloudmesh.MeshOptions;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.Script;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.testkit.local.LocalCloud;
import org.cloudmesh.testkit.sim.Fault;
import org.cloudmesh.testkit.sim.SimCloud;
import org.cloudmesh.testkit.sim.VirtualTime;

/** Does all there is to do with secrets in hand, well and badly, and prints every object and exception it comes by. */
final class SecretsProgram {

    private SecretsProgram() {}

    /** Takes the mesh's directory, and what the secrets begin with. */
    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]);
        var identity = args[1] + "-identity";
        var secret = args[1] + "-secret";
        var userData = "#!/bin/sh\n: " + args[1] + "-userdata\n";
        var sim = new SimCloud().credentials(identity, secret).guarantee(CreateGuarantee.TOKEN);
        try (var mesh = open(directory, o -> o.cloud(LocalCloud.create()))) {
            print(mesh);
            real(mesh, userData);
            print(mesh.clouds(), mesh.recover(), mesh.sweep());
        }
        try (var mesh = open(directory, o -> o.cloud(sim).time(new VirtualTime()))) {
            simulated(mesh, sim, userData);
            planned(mesh, userData);
            print(sim, sim.calls(), sim.machines(), mesh.clouds(), mesh.recover(), mesh.sweep());
        }
        print("key", Files.exists(directory.resolve("id_ed25519")));
        System.out.println("done");
    }

    private static Mesh open(Path directory, Consumer<MeshOptions> options) {
        return Mesh.open(options.andThen(o -> o.directory(directory)
                .user("ann")
                .onEvent(SecretsProgram::print)
                .onRequest(SecretsProgram::print)));
    }

    private static void real(Mesh mesh, String userData) {
        var nodes = mesh.cloud("local").nodes();
        var booted = nodes.awaitReady(nodes.boot(2, o -> o.userData(userData)), Duration.ofMinutes(1));
        print(
                booted,
                booted.get(0).raw(),
                mesh.jobs().run(Script.of("hostname; exit 3"), booted).await());
        print(nodes.stop(booted.get(0)), nodes.refresh(), nodes.status());
        print(nodes.destroy(booted), mesh.jobs().list());
    }

    private static void simulated(Mesh mesh, SimCloud sim, String userData) {
        var nodes = mesh.cloud("sim").nodes();
        sim.inject(Fault.failAfter("create", new UnavailableException("sim", "create", 0, null, "lost", null)));
        print(nodes.boot(2, o -> o.userData(userData)));
        sim.inject(Fault.refuse("create", new QuotaExceededException("sim", "create", 413, null, "enough", null))
                .times(1));
        attempt(() -> nodes.boot(2, o -> o.userData(userData)));
        attempt(() -> nodes.boot(2, o -> o.userData(userData).image("no-such-image")));
        attempt(() -> nodes.boot(0, o -> o.userData(userData)));
        sim.expireCredentials();
        attempt(() -> nodes.boot(1, o -> o.userData(userData)));
        attempt(nodes::refresh);
        sim.renewCredentials();
        sim.inject(Fault.failAfter("create", new AuthException("sim", "create", 403, null, "no", null))
                .times(100));
        print(nodes.boot(1, o -> o.userData(userData)));
    }

    private static void planned(Mesh mesh, String userData) {
        var dry = mesh.dryRun();
        print(dry.cloud("sim").nodes().boot(2, o -> o.userData(userData)), dry.plan(), dry);
    }

    private static void attempt(Runnable verb) {
        try {
            verb.run();
            throw new AssertionError("it should have failed");
        } catch (RuntimeException e) {
            var trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            print(e, trace);
        }
    }

    private static void print(Object... objects) {
        for (var object : objects) {
            System.out.println(object);
        }
    }
}
