package org.cloudmesh.store.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.cloudmesh.StoreException;
import org.cloudmesh.spi.StoreProvider;
import org.junit.jupiter.api.Test;

/** The driver is optional: this is what a program sees that does not have it. */
class MissingDriverTest {

    @Test
    void isNamedByItsCoordinatesAndMissedByNobodyElse() throws Exception {
        try (var loader = new URLClassLoader(withoutDriver(), ClassLoader.getPlatformClassLoader())) {
            var kinds = kinds(loader);
            var at = loader.loadClass(MongoStore.class.getName()).getMethod("at", String.class);

            var thrown = catchThrowable(() -> at.invoke(null, "mongodb://127.0.0.1/cloudmesh"));

            assertThat(kinds).containsExactlyInAnyOrder("sqlite", "mongo");
            assertThat(thrown).isInstanceOf(InvocationTargetException.class);
            assertThat(thrown.getCause())
                    .hasToString("%s: %s"
                            .formatted(
                                    StoreException.class.getName(),
                                    "the store in MongoDB needs its driver, which is not on the class path; add"
                                            + " org.mongodb:mongodb-driver-sync, version 5, to your dependencies"));
        }
    }

    /** Asked by reflection: all classes are loaded anew. */
    private static List<String> kinds(ClassLoader loader) throws ReflectiveOperationException {
        var type = loader.loadClass(StoreProvider.class.getName());
        var kinds = new ArrayList<String>();
        for (Object provider : ServiceLoader.load(type, loader)) {
            kinds.add((String) type.getMethod("kind").invoke(provider));
        }
        return kinds;
    }

    private static URL[] withoutDriver() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(each -> !each.contains("mongodb-driver") && !each.contains("bson-"))
                .map(MissingDriverTest::url)
                .toArray(URL[]::new);
    }

    private static URL url(String path) {
        try {
            return Path.of(path).toUri().toURL();
        } catch (MalformedURLException e) {
            throw new AssertionError(path, e);
        }
    }
}
