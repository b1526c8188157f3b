/**
 * What every driver, store and shell must keep: abstract test classes, one a contract. Extend one, say how to open yours, and
 * run it; each test is a sentence of the interface's Javadoc.
 */
@NullMarked
package org.cloudmesh.testkit.contract;

import org.jspecify.annotations.NullMarked;
