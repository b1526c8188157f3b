/** What a fake's server does with what it is asked, and how it goes wrong. */
@NullMarked
package org.cloudmesh.testkit.http;

import org.jspecify.annotations.NullMarked;
