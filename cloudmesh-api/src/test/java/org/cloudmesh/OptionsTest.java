package org.cloudmesh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {

    @Test
    void letAJobRunLongerThanAVerb() {
        assertThat(new VerbOptions().timeout()).isEqualTo(Duration.ofMinutes(6));
        assertThat(new JobOptions().timeout()).isEqualTo(Duration.ofDays(1));
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1})
    void refuseATimeoutOfNothing(long seconds) {
        assertThatThrownBy(() -> new VerbOptions().timeout(Duration.ofSeconds(seconds)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a timeout is longer than nothing, not PT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "cloudmesh-intent"})
    void keepTheLibrarysOwnLabels(String key) {
        assertThatThrownBy(() -> new BootOptions().label(key, "x"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not \"" + key + "\"");
    }

    @Test
    void cancelOnceAndTellEachWhoAsked() {
        var cancellation = new Cancellation();
        var told = new ArrayList<String>();
        cancellation.onCancel(() -> told.add("kept"));
        cancellation.onCancel(() -> told.add("taken back")).close();

        cancellation.cancel();
        cancellation.cancel();
        cancellation.onCancel(() -> told.add("late"));

        assertThat(told).containsExactly("kept", "late");
    }
}
