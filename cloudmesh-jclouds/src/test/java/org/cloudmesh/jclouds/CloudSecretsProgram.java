package org.cloudmesh.jclouds;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.logging.ConsoleHandler;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.cloudmesh.Mesh;
import org.cloudmesh.NodeState;
import org.cloudmesh.spi.Time;
import org.cloudmesh.testkit.ec2.FakeEc2;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.openstack.FakeOpenStack;
import org.jclouds.compute.ComputeService;

/** Does well and badly what there is to do at clouds, with secrets in hand and all logs on, and prints what it comes by. */
final class CloudSecretsProgram {

    private final Path directory;
    private final String canary;

    private CloudSecretsProgram(Path directory, String canary) {
        this.directory = directory;
        this.canary = canary;
    }

    /** Takes a directory, and what the secrets begin with. */
    public static void main(String[] args) throws IOException {
        logEverything();
        var program = new CloudSecretsProgram(Path.of(args[0]), args[1]);
        program.openStack();
        program.ec2();
        System.out.println("done");
    }

    /** jclouds logs to java.util.logging where nobody tells it otherwise. */
    private static void logEverything() {
        var handler = new ConsoleHandler();
        handler.setLevel(Level.ALL);
        Logger.getLogger("").addHandler(handler);
        Logger.getLogger("").setLevel(Level.ALL);
        Logger.getLogger("jclouds.wire").setLevel(Level.ALL);
        Logger.getLogger("jclouds.headers").setLevel(Level.ALL);
    }

    private void openStack() throws IOException {
        try (var fake = FakeOpenStack.start(o -> o.user("demo", canary + "-password"))) {
            var section = new FakedOpenStack(fake).section();
            use("openstack", section.replace("password: secret", "password: " + canary + "-password"), mesh -> {
                fake.inject(HttpFault.cut("POST /servers"));
                boot(mesh);
                fake.expireTokens();
                boot(mesh);
                fake.inject(HttpFault.refuse(
                        "POST /servers", 400, "application/json", "{\"badRequest\": {\"message\": \"no\"}}"));
                attempt(() -> boot(mesh));
            });
            use("openstack", section.replace("password: secret", "password: " + canary + "-wrong"), mesh -> {
                attempt(() -> mesh.nodes().refresh());
                attempt(() -> boot(mesh));
            });
        }
    }

    private void ec2() throws IOException {
        try (var fake = FakeEc2.start(
                o -> o.accessKey("AKIACANARY", canary + "/secret").sessionToken(canary + "-session-token"))) {
            var section = new FakedEc2(fake)
                    .section()
                    .replaceFirst(
                            "credentials: .*",
                            "credentials: {region: us-east-1, EC2_ACCESS_ID: AKIACANARY, "
                                    + "EC2_SECRET_KEY: %s, AWS_SESSION_TOKEN: %s-session-token}");
            use("aws", section.formatted(canary + "/secret", canary), mesh -> {
                fake.inject(HttpFault.cut("RunInstances"));
                boot(mesh);
                fake.denyAll();
                attempt(() -> boot(mesh));
                attempt(() -> mesh.nodes().refresh());
                fake.allowAll();
                fake.expireSession();
                attempt(() -> mesh.nodes().refresh());
            });
            use(
                    "aws",
                    section.formatted(canary + "/wrong", canary),
                    mesh -> attempt(() -> mesh.nodes().refresh()));
        }
    }

    private interface Work {
        void on(Mesh mesh);
    }

    private void use(String cloud, String section, Work work) throws IOException {
        // The file with the credentials is the user's own, and is not looked through.
        var config = Files.createTempFile("canary", ".yaml");
        try {
            Files.writeString(config, "cloudmesh:\n  cloud:\n    " + cloud + ":\n" + section.indent(6));
            try (var mesh = Mesh.open(o -> o.config(config)
                    .directory(directory.resolve(cloud))
                    .time(Time.system())
                    .onEvent(CloudSecretsProgram::print)
                    .onRequest(CloudSecretsProgram::print))) {
                work.on(mesh);
                print(mesh, mesh.cloud(), mesh.nodes().list());
                unwrapped(mesh);
            }
        } finally {
            Files.delete(config);
        }
    }

    private void boot(Mesh mesh) {
        var nodes = mesh.nodes().boot(1, o -> o.userData("#!/bin/sh\n: " + canary + "-userdata\n"));
        nodes = mesh.nodes().await(nodes, NodeState.RUNNING, Duration.ofMinutes(1));
        print(nodes, nodes.get(0).raw(), mesh.nodes().destroy(nodes));
    }

    /** jclouds' own handle, which logs what it sends unless it is kept from it. */
    private static void unwrapped(Mesh mesh) {
        try {
            print(mesh.cloud().unwrap(ComputeService.class).listNodes());
        } catch (RuntimeException e) {
            print(trace(e));
        }
    }

    private static void attempt(Runnable verb) {
        try {
            verb.run();
            throw new IllegalStateException("it should have failed");
        } catch (RuntimeException e) {
            print(e, trace(e));
        }
    }

    private static String trace(RuntimeException e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        return trace.toString();
    }

    private static void print(Object... objects) {
        for (var object : objects) {
            System.out.println(object);
        }
    }
}
