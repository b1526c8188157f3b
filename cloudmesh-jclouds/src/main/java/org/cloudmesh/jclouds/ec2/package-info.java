/**
 * Amazon EC2, and what speaks like it: requests signed and sent by jclouds, written and read here, each once, so that pages
 * are followed, memory stays flat, and the cloud's own words are kept.
 */
@NullMarked
package org.cloudmesh.jclouds.ec2;

import org.jspecify.annotations.NullMarked;
