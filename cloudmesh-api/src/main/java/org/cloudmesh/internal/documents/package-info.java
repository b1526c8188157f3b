/**
 * The original's calls on its collections: documents found, changed and deleted by any field. What is written is read again first,
 * as the engine would read it.
 */
@NullMarked
package org.cloudmesh.internal.documents;

import org.jspecify.annotations.NullMarked;
