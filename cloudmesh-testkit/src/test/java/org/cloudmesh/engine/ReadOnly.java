package org.cloudmesh.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Set;
import org.cloudmesh.spi.Store;

/** A store that takes no write. */
final class ReadOnly {

    private static final Set<String> READS = Set.of("get", "getAll", "find", "count", "counter", "isLasting", "close");

    private ReadOnly() {}

    static Store of(Store store) {
        return (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, arguments) -> {
                    if (method.getDeclaringClass() == Store.class && !READS.contains(method.getName())) {
                        throw new AssertionError("written to: " + method.getName());
                    }
                    try {
                        return method.invoke(store, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
