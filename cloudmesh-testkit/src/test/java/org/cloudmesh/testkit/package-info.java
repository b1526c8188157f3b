/** Tests of the testkit, and the contracts kept by what the API itself brings. */
@NullMarked
package org.cloudmesh.testkit;

import org.jspecify.annotations.NullMarked;
