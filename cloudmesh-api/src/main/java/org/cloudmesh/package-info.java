/**
 * What a caller names: {@link org.cloudmesh.Mesh}, {@link org.cloudmesh.Cloud}, {@link org.cloudmesh.Node},
 * {@link org.cloudmesh.Job}, their catalogs, options and errors. Facts are records, verbs are on resources; start at
 * {@link org.cloudmesh.Mesh#open(java.util.function.Consumer)}.
 */
@NullMarked
package org.cloudmesh;

import org.jspecify.annotations.NullMarked;
