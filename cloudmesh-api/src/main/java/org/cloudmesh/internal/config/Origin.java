package org.cloudmesh.internal.config;

import java.nio.file.Path;

/**
 * Where a value is written.
 *
 * @param rank 0 for the most important file
 * @param line from 1
 */
record Origin(Path file, int rank, int line) {}
