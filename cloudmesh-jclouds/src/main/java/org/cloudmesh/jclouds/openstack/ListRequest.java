package org.cloudmesh.jclouds.openstack;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What is to be listed. Immutable.
 *
 * @param operation the cloud's word for it
 * @param path below the service's address
 * @param query as a URL has it; empty for all
 * @param list the field the elements are in
 */
record ListRequest(Service service, String operation, String path, String query, String list) {

    /** Those whose field has exactly that value. */
    ListRequest where(String field, String value) {
        var pair =
                field + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        return new ListRequest(service, operation, path, query.isEmpty() ? pair : query + "&" + pair, list);
    }
}
