// Opens a mesh on this machine and leaves it in scope:
//   mvn -q -pl samples/quickstart -am compile dependency:build-classpath
//   jshell --class-path "$(cat samples/quickstart/target/classpath)" samples/jshell/start.jsh

System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");

import java.time.*;
import org.cloudmesh.*;
import org.cloudmesh.testkit.local.LocalCloud;

Mesh mesh = Mesh.open(o -> o.cloud(LocalCloud.create()));

System.out.println("Try: var nodes = mesh.nodes().awaitReady(mesh.nodes().boot(2), Duration.ofMinutes(1))");
System.out.println("     mesh.jobs().run(Script.of(\"uptime\"), nodes).await(), then mesh.nodes().destroy(nodes) and mesh.close()");
