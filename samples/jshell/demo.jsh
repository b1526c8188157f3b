// What one might type after start.jsh, from the first machine to the last:
//   jshell --class-path "$(cat samples/quickstart/target/classpath)" samples/jshell/start.jsh samples/jshell/demo.jsh

var nodes = mesh.nodes().boot(2);
nodes = mesh.nodes().awaitReady(nodes, Duration.ofMinutes(1));
System.out.println(Table.nodes(nodes));

var job = mesh.jobs().run(Command.of("uname", "-sr"), nodes);
job.forEach(result -> System.out.printf("%-24s %s%n", result.node().name(), result.text()));

mesh.nodes().destroy(nodes);
System.out.printf("Nodes left: %d%n", mesh.nodes().refresh().size());

mesh.close();
/exit
