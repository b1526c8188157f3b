/** What was done, by whom and when: written with each verb and job, read in pages, pruned by age or count. */
@NullMarked
package org.cloudmesh.internal.history;

import org.jspecify.annotations.NullMarked;
