package org.cloudmesh.testkit.sequence;

import org.cloudmesh.CloudmeshException;

/** What is thrown is of a documented kind, and says so in one sentence. */
final class Sentences {

    private Sentences() {}

    static void check(RuntimeException thrown) {
        if (!(thrown instanceof CloudmeshException) && !(thrown instanceof IllegalArgumentException)) {
            throw new Broken("what is thrown is documented", thrown.toString(), thrown);
        }
        var message = String.valueOf(thrown.getMessage());
        Broken.unless(
                thrown.getMessage() != null
                        && !message.isBlank()
                        && message.lines().count() == 1,
                "what is thrown has one sentence",
                thrown);
        Broken.unless(!message.contains("unexpected: "), "nothing unexpected happens inside", thrown);
    }
}
