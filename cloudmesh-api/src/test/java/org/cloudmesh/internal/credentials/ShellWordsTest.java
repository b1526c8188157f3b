package org.cloudmesh.internal.credentials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ShellWordsTest {

    @Test
    void splitsACommandAsAShellWould() {
        assertThat(ShellWords.split("  ykman oath  code 'my lab' ")).containsExactly("ykman", "oath", "code", "my lab");
        assertThat(ShellWords.split("a\"b \\\" \\x c\"d '' e\\ f \"\"")).containsExactly("ab \" \\x cd", "", "e f", "");
        assertThat(ShellWords.split("echo $HOME `id` # ;")).containsExactly("echo", "$HOME", "`id`", "#", ";");
        assertThat(ShellWords.split(" ")).isEmpty();
    }

    @Test
    void knowsTheVariablesOfAScript() {
        var variables = Map.of("A", "1 2");

        var words = ShellWords.ofScript("X=$A Y=\"${A}b\" Z='$A' # $B", variables::get);

        assertThat(words).extracting(ShellWords.Word::text).containsExactly("X=1 2", "Y=1 2b", "Z=$A");
        assertThat(words).allMatch(ShellWords.Word::isKnown);
    }

    @Test
    void doesNotKnowWhatOnlyAShellCould() {
        var words = ShellWords.ofScript("$B ${A:-x} `id` \"$(id)\" ; rest", name -> name.equals("A") ? "1" : null);

        assertThat(words).hasSize(4).noneMatch(ShellWords.Word::isKnown);
    }

    @Test
    void refusesAQuoteThatIsNotClosed() {
        assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("echo 'a"));
        assertThatIllegalArgumentException().isThrownBy(() -> ShellWords.split("echo \"a\\\""));
    }
}
