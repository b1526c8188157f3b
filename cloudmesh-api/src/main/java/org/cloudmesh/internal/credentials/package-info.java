/**
 * Where a driver gets its settings and credentials: the cloud's section, the environment, the files that other programs keep,
 * a command. {@link org.cloudmesh.internal.credentials.SectionConfig} is the way in.
 */
@NullMarked
package org.cloudmesh.internal.credentials;

import org.jspecify.annotations.NullMarked;
