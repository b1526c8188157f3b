/**
 * The engine behind the API: what it does between a caller and the SPI, one folder a concern. Not exported; nothing here
 * is for a caller or a provider.
 */
@NullMarked
package org.cloudmesh.internal;

import org.jspecify.annotations.NullMarked;
