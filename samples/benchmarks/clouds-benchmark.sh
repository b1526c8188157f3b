#!/bin/bash
# clouds-benchmark.sh [DIR] - lists nodes, fetches images and boots at one EC2 server, beside jclouds, libcloud and boto3.
#
# usage: [ROUNDS=5] [IMAGES=24000] [HEAP_MIB=256] [OPERATIONS=list,images,boot] samples/benchmarks/clouds-benchmark.sh [DIR]
#
# The server is moto's, on 127.0.0.1:$P_EC2 (default 15000), from ../shared/ec2 beside the checkout, or from ec2 in the
# directory CLOUDMESH_SHARED names; it is taken down at the end. DIR (default /tmp/clouds-benchmark) keeps its virtual
# environment for the next time. Wants Linux, JDK 17, Maven, Python 3 and, the first time, PyPI.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd) root=$(cd "$(dirname "$0")/../.." && pwd)
shared=${CLOUDMESH_SHARED:-$root/../shared}/ec2
dir=$(realpath -m "${1:-/tmp/clouds-benchmark}")
export P_EC2=${P_EC2:-15000} IMAGES=${IMAGES:-24000}

mkdir -p "$dir"
( cd "$root" && mvn -q -pl samples/benchmarks -am -DskipTests compile dependency:build-classpath )
trap '"$shared/ec2-down.sh" "$dir"' EXIT
"$shared/ec2-up.sh" "$dir"
"$dir/venv/bin/pip" install -q apache-libcloud==3.9.1 boto3
java -Drounds="${ROUNDS:-5}" -DheapMib="${HEAP_MIB:-256}" -Doperations="${OPERATIONS:-list,images,boot}" \
  -cp "$here/target/classes:$(cat "$here/target/classpath")" org.cloudmesh.samples.benchmarks.CloudsBenchmark \
  "http://127.0.0.1:$P_EC2" "$dir/requests.jsonl" "$dir/venv/bin/python" "$here/src/main/python/clouds.py"
