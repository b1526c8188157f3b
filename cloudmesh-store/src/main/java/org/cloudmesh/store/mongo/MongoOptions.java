package org.cloudmesh.store.mongo;

import java.nio.file.Path;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Where the server is, and who asks. Filled in by the caller of {@link MongoStore#open}; used by one thread. */
public final class MongoOptions {

    static final String DATABASES =
            "a store's database is called by 1 to 38 letters, digits, - or _, for those of its users are called after it";

    private @Nullable String uri;
    private String host = "127.0.0.1";
    private int port = 27017;
    private String database = "cloudmesh";
    private @Nullable String user;
    private @Nullable Supplier<char[]> password;
    private boolean tls;
    private @Nullable Path authority;
    private boolean unauthenticated;

    MongoOptions() {}

    /**
     * Where the server is, as MongoDB writes it: {@code mongodb://user:password@host:27017/database?tls=true}. What it says
     * goes before the other options; a user and password may be left to those.
     */
    public MongoOptions uri(String value) {
        uri = value;
        return this;
    }

    /** The server's name or address; {@code 127.0.0.1} unless said otherwise. */
    public MongoOptions host(String value) {
        if (value.isBlank()) {
            throw new IllegalArgumentException("the host of a MongoDB server has a name or an address");
        }
        host = value;
        return this;
    }

    /** The server's port; 27017 unless said otherwise. */
    public MongoOptions port(int value) {
        if (value < 1 || value > 65_535) {
            throw new IllegalArgumentException("a port is a number from 1 to 65535, not " + value);
        }
        port = value;
        return this;
    }

    /** The store's main database; {@code cloudmesh} unless said otherwise. */
    public MongoOptions database(String value) {
        if (!isDatabase(value)) {
            throw new IllegalArgumentException(DATABASES);
        }
        database = value;
        return this;
    }

    static boolean isDatabase(String name) {
        return name.matches("[A-Za-z0-9_-]{1,38}");
    }

    /** Who asks, a user of MongoDB's {@code admin} database; nobody unless said otherwise. */
    public MongoOptions user(String value) {
        user = value;
        return this;
    }

    /** His password. It is copied. */
    public MongoOptions password(char[] value) {
        var copy = value.clone();
        return password(() -> copy);
    }

    /** Where his password comes from; asked once, when the store is opened. */
    public MongoOptions password(Supplier<char[]> value) {
        password = value;
        return this;
    }

    /** Whether TLS is spoken; not unless said otherwise. */
    public MongoOptions tls(boolean value) {
        tls = value;
        return this;
    }

    /** Speaks TLS, and trusts what the certificates in this PEM file sign, and nothing else; else what Java trusts. */
    public MongoOptions authority(Path file) {
        authority = file;
        return this;
    }

    /** Says that a server elsewhere, which lets everybody read and change everything, is meant. It is refused otherwise. */
    public MongoOptions unauthenticated() {
        unauthenticated = true;
        return this;
    }

    @Nullable
    String uri() {
        return uri;
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    String database() {
        return database;
    }

    @Nullable
    String user() {
        return user;
    }

    @Nullable
    Supplier<char[]> password() {
        return password;
    }

    boolean tls() {
        return tls || authority != null;
    }

    @Nullable
    Path authority() {
        return authority;
    }

    boolean isUnauthenticated() {
        return unauthenticated;
    }

    /** Where, and no more. */
    @Override
    public String toString() {
        return uri == null ? "MongoDB %s on %s:%d".formatted(database, host, port) : "MongoDB by a URI";
    }
}
