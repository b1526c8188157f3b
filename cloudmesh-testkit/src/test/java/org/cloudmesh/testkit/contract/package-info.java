/** The contracts are tested themselves: what keeps them passes, and each planted fault is caught by name. */
@NullMarked
package org.cloudmesh.testkit.contract;

import org.jspecify.annotations.NullMarked;
