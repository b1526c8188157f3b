package org.cloudmesh;

/** What a job runs on each node: a {@link Script} or a {@link Command}. Immutable. */
public sealed interface Task permits Script, Command {}
