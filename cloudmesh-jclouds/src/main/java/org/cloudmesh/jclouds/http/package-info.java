/**
 * What every driver over jclouds shares: one request sent, signed, counted, within its rate and its deadline; its answer as a
 * stream; a refusal as one of our exceptions; and jclouds' own handle for who asks for it.
 */
@NullMarked
package org.cloudmesh.jclouds.http;

import org.jspecify.annotations.NullMarked;
