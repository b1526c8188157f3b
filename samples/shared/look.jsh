// Looks at what two programs did, and says that it is done:
//   jshell --class-path "$(cat samples/quickstart/target/classpath)" samples/shared/look.jsh

System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "warn");

import org.cloudmesh.*;

Mesh mesh = Mesh.open();

System.out.println(mesh.nodes().status("web[1-3]"));
mesh.jobs().list().forEach(job -> System.out.println(job.task() + " on " + job.nodes().size() + " nodes: " + job.state()));
mesh.history().list(2).forEach(entry -> System.out.println(entry.verb() + " " + entry.nodes().size() + ": " + entry.outcome()));
mesh.counters().incr("done");

mesh.close();
/exit
