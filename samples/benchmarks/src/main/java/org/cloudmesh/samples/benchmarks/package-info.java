/**
 * What things take on this machine, as tables. Each class with a {@code main} measures one thing; run it with {@code mvn -q
 * -pl samples/benchmarks -am compile exec:java -Dbenchmarks.skip=false}.
 */
@NullMarked
package org.cloudmesh.samples.benchmarks;

import org.jspecify.annotations.NullMarked;
