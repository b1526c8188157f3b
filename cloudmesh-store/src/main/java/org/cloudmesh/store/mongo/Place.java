package org.cloudmesh.store.mongo;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a store is. Without secrets, so that it can be shown.
 *
 * @param hosts the servers, with their ports
 * @param database the store's main database
 */
record Place(List<String> hosts, String database) {

    /** Whether no word leaves this machine. Names but {@code localhost} are not looked up: that would be a word. */
    boolean isHere() {
        return hosts.stream().allMatch(Place::isLoopback);
    }

    private static boolean isLoopback(String host) {
        return host.matches("localhost(:\\d+)?|127(\\.\\d{1,3}){3}(:\\d+)?|\\[?::1]?(:\\d+)?|/.*\\.sock");
    }

    /** As in {@code MongoDB cloudmesh on db.example.org:27017}. */
    @Override
    public String toString() {
        return "MongoDB %s on %s".formatted(database, hosts.stream().collect(Collectors.joining(",")));
    }
}
