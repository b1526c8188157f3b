/**
 * Tests of what the drivers share.
 */
@NullMarked
package org.cloudmesh.jclouds.http;

import org.jspecify.annotations.NullMarked;
