#!/bin/bash
# stores-benchmark.sh [Boots|Sizes]... - how fast programs boot on one store, and what large lists take, in each store.
#
# usage: [BOOTS=500] [ROUNDS=3] [STORES=memory,SQLite] [MONGO_URI=mongodb://…] samples/benchmarks/stores-benchmark.sh
#
# Without MONGO_URI, MongoDB's place is taken by mongo-java-server, in the benchmark's own process. Wants JDK 17 and Maven.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)

( cd "$root" && mvn -q -pl samples/benchmarks -am -Dmaven.test.skip=true compile dependency:build-classpath )
for each in "${@:-Boots Sizes}"; do
  for name in $each; do
    java -Dorg.slf4j.simpleLogger.defaultLogLevel=warn -cp "$here/target/classes:$(cat "$here/target/classpath")" \
      "org.cloudmesh.samples.benchmarks.${name}Benchmark"
  done
done
