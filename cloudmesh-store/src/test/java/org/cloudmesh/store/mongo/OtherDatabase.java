package org.cloudmesh.store.mongo;

import java.net.URI;

/** A server's URI with another database in it; the user is still of the one it named. */
final class OtherDatabase {

    private OtherDatabase() {}

    static String of(String uri, String database) {
        var parts = URI.create(uri);
        var source = parts.getPath().isEmpty() ? "admin" : parts.getPath().substring(1);
        var options = parts.getQuery() == null ? "" : "&" + parts.getQuery();
        return "mongodb://%s/%s?authSource=%s%s".formatted(parts.getRawAuthority(), database, source, options);
    }
}
