package org.cloudmesh.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTextTest {

    @ParameterizedTest
    @ValueSource(strings = {"zone_state", "zoneState", "ZoneState", "zone-state"})
    void findsAFactInWhateverSpelling(String spelling) {
        var message = "{\"id\": 1, \"%s\": \"available\"}".formatted(spelling);

        assertThat(JsonText.fact(message, "zone_state")).isEqualTo("available");
    }

    @Test
    void findsNumbersAndNothingThatIsNoFact() {
        assertThat(JsonText.fact("{\"ram\": 627}", "ram")).isEqualTo("627");
        assertThat(JsonText.fact("{\"ram\": null}", "ram")).isNull();
        assertThat(JsonText.fact("{\"ram\": {\"mib\": 627}}", "ram")).isNull();
        assertThat(JsonText.fact("no JSON", "ram")).isNull();
        assertThat(JsonText.fact("", "ram")).isNull();
    }
}
