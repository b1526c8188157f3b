/** Tests of the store in MongoDB, on a server of this process. */
@NullMarked
package org.cloudmesh.store.mongo;

import org.jspecify.annotations.NullMarked;
