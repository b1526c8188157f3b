/**
 * The configuration: the original's YAML files of all years read as they are, laid over each other, and edited without
 * harming a byte. {@link org.cloudmesh.internal.config.Configuration} is the way in.
 */
@NullMarked
package org.cloudmesh.internal.config;

import org.jspecify.annotations.NullMarked;
