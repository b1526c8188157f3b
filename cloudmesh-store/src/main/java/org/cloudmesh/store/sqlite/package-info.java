/**
 * The store in one SQLite file: no server, no setup, shared by all programs of one machine. One table a kind, JSON as text,
 * and beside it the few fields documents are found by.
 */
@NullMarked
package org.cloudmesh.store.sqlite;

import org.jspecify.annotations.NullMarked;
