/** Tests of the store in one SQLite file. */
@NullMarked
package org.cloudmesh.store.sqlite;

import org.jspecify.annotations.NullMarked;
