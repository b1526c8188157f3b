package org.cloudmesh.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Objects;

/** Text that was printed once, in {@code src/test/resources/golden}: what is printed now is the same to the byte. */
public final class Golden {

    private Golden() {}

    /** Fails if the file has another text; its last line end is not part of it. */
    public static void assertSame(Object printed, String file) {
        assertThat(printed + "\n").isEqualTo(read(file));
    }

    private static String read(String file) {
        try (var stream = Objects.requireNonNull(Golden.class.getResourceAsStream("/golden/" + file), file)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new AssertionError(file, e);
        }
    }
}
