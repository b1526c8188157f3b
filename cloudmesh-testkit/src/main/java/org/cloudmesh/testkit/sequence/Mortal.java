package org.cloudmesh.testkit.sequence;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.cloudmesh.spi.CatalogDriver;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.NodeDriver;
import org.cloudmesh.spi.Store;
import org.jspecify.annotations.Nullable;

/** A program's life: when it ends, nothing more is written, and no cloud is asked. A batch may be torn. */
final class Mortal {

    private int left = Integer.MAX_VALUE;

    /** The program is dead. */
    static final class Death extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Death() {
            super("the program is dead", null, false, false);
        }
    }

    /** Lets it die after so many writes and calls. */
    void dieAfter(int count) {
        left = count;
    }

    boolean isDead() {
        return left <= 0;
    }

    private void live() {
        left--;
        check();
    }

    private void check() {
        if (isDead()) {
            left = 0;
            throw new Death();
        }
    }

    /** The store as that program sees it; closing it leaves the other programs theirs. */
    Store store(Store store) {
        return proxy(Store.class, (method, arguments) -> switch (method.getName()) {
            case "close" -> null;
            case "put", "putIfAbsent", "delete" -> torn(store, method, arguments);
            case "compareAndPut", "replace", "addToCounter", "setCounter" -> {
                live();
                yield call(store, method, arguments);
            }
            default -> {
                check();
                yield call(store, method, arguments);
            }
        });
    }

    private @Nullable Object torn(Store store, Method method, Object[] arguments) throws Throwable {
        int at = method.getName().equals("delete") ? 1 : 0;
        var items = new ArrayList<Object>((Collection<?>) arguments[at]);
        check();
        if (items.size() < left) {
            left -= items.size();
            return call(store, method, arguments);
        }
        var torn = arguments.clone();
        torn[at] = List.copyOf(items.subList(0, left - 1));
        call(store, method, torn);
        left = 0;
        throw new Death();
    }

    CloudProvider provider(CloudProvider provider) {
        return proxy(CloudProvider.class, (method, arguments) -> wrapped(call(provider, method, arguments)));
    }

    private @Nullable Object wrapped(@Nullable Object made) {
        if (made instanceof CloudDriver driver) {
            return proxy(CloudDriver.class, (method, arguments) -> wrapped(call(driver, method, arguments)));
        }
        if (made instanceof NodeDriver driver) {
            return proxy(NodeDriver.class, (method, arguments) -> asked(driver, method, arguments));
        }
        if (made instanceof CatalogDriver<?> driver) {
            return proxy(CatalogDriver.class, (method, arguments) -> asked(driver, method, arguments));
        }
        return made;
    }

    /** It may die before it asks, or before it hears. */
    private @Nullable Object asked(Object driver, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("maxBatch")) {
            return call(driver, method, arguments);
        }
        live();
        var answer = call(driver, method, arguments);
        live();
        return answer;
    }

    private interface Calls {
        @Nullable
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> calls.call(method, arguments == null ? new Object[0] : arguments)));
    }

    private static @Nullable Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
