package org.cloudmesh.engine;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.concurrent.Callable;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.NodeDriver;

/** A cloud whose driver's calls go through a test first. */
record Wrapped(CloudProvider provider, Around around) implements CloudProvider {

    /** What happens instead of, before or after a call: {@code create}, {@code close} … */
    interface Around {

        Object call(String method, List<Object> arguments, Callable<Object> real) throws Exception;
    }

    @Override
    public String kind() {
        return provider.kind();
    }

    @Override
    public CloudDriver connect(CloudContext context) {
        return wrap(CloudDriver.class, provider.connect(context));
    }

    private <T> T wrap(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    Callable<Object> call = () -> {
                        try {
                            return method.invoke(real, arguments);
                        } catch (InvocationTargetException e) {
                            throw e.getCause() instanceof Exception cause ? cause : e;
                        }
                    };
                    var given = arguments == null ? List.of() : List.of(arguments);
                    var answer = around.call(method.getName(), given, call);
                    return answer instanceof NodeDriver nodes ? wrap(NodeDriver.class, nodes) : answer;
                }));
    }
}
