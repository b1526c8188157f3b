package org.cloudmesh.internal.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.cloudmesh.StoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "null",
                "\"\"",
                "{\"a\":{\"b\":[1,[],{}]},\"c\":\"\\\"\\\\\\n\\u0001\"}",
                "[0,-1,2147483648,9223372036854775808,1.5,true,false,null]",
                "{\"é\":\"日本 \uD83D\uDE00\"}"
            })
    void readsAndWritesWhatJacksonDoes(String text) throws JsonProcessingException {
        var tree = Json.parse(text);

        assertThat(Json.write(tree)).isEqualTo(text);
        assertThat(MAPPER.readTree(Json.write(tree))).isEqualTo(MAPPER.readTree(text));
    }

    @Test
    void keepsANumbersDigits() {
        assertThat(Json.write(Json.parse("[1.10,1e400,0.1000000000000000055511151231257827]")))
                .isEqualTo("[1.10,1E+400,0.1000000000000000055511151231257827]");
    }

    @Test
    void takesTheLastOfTwoFieldsOfOneName() {
        assertThat(Json.parse("{\"a\":1,\"a\":2}").path("a").asInt()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[1,", "{\"a\"", "{\"a\":", "]", "nul", "[NaN]"})
    void saysThatATextIsNoJson(String text) {
        assertThatThrownBy(() -> Json.parse(text))
                .isInstanceOf(StoreException.class)
                .hasMessageStartingWith("a document of the store is no JSON: ");
    }

    @Test
    void refusesWhatIsNestedTooDeeply() {
        assertThatThrownBy(() -> Json.parse("[".repeat(100_000))).isInstanceOf(StoreException.class);
    }

    @Test
    void joinsOurFactsAndTheCloudsMessageAndTakesThemApart() {
        var raw = "{ \"id\" : 1.10,  \"x\":[ ] }";

        var joined = Json.join(Json.object().put("kind", "vm"), raw);

        assertThat(joined).isEqualTo("{\"cm\":{\"kind\":\"vm\"},\"id\" : 1.10,  \"x\":[ ] }");
        assertThat(Json.split(joined).cm()).isEqualTo(Json.object().put("kind", "vm"));
        assertThat(Json.split(joined).raw()).isEqualTo("{\"id\" : 1.10,  \"x\":[ ] }");
    }

    @Test
    void findsOurFactsWhereverAnotherProgramPutThem() {
        var parts = Json.split("{\"id\":1.10,\"cm\":{\"kind\":\"vm\"}}");

        assertThat(parts.cm().path("kind").asText()).isEqualTo("vm");
        assertThat(parts.raw()).isEqualTo("{\"id\":1.10}");
    }
}
