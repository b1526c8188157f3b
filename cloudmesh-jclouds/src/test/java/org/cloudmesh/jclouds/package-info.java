/** Meshes on the drivers over jclouds, against the fakes of the testkit: what is promised of every cloud. */
@NullMarked
package org.cloudmesh.jclouds;

import org.jspecify.annotations.NullMarked;
