package org.cloudmesh.jclouds.http;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where clouds put the id of a request, for their support. */
public final class RequestIds {

    static final List<String> HEADERS =
            List.of("x-openstack-request-id", "x-compute-request-id", "x-amzn-requestid", "x-ms-request-id");

    private RequestIds() {}

    /** The id of a refused request; null if the cloud gave none. */
    public static @Nullable String of(Refusal refusal) {
        return HEADERS.stream()
                .flatMap(name -> refusal.header(name).stream())
                .findFirst()
                .orElse(null);
    }
}
