/**
 * Real HTTP on the loopback for clouds that are not there: what is asked is recorded, and what goes wrong is a value. A cloud's
 * fake is an {@link org.cloudmesh.testkit.http.HttpHandler} behind a {@link org.cloudmesh.testkit.http.FakeServer}.
 */
@NullMarked
package org.cloudmesh.testkit.http;

import org.jspecify.annotations.NullMarked;
