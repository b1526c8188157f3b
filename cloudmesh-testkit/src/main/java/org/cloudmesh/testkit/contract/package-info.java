/**
 * What every driver, store, shell and naming strategy must keep: abstract test classes, one a contract. Extend one, say how
 * to open yours, and run it; each test is a sentence of the interface's Javadoc, and a report says which were kept.
 */
@NullMarked
package org.cloudmesh.testkit.contract;

import org.jspecify.annotations.NullMarked;
