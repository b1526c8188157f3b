package org.cloudmesh.jclouds.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Which ids a refusal is about: the whole request is refused for one of them, and its message names some or all. */
final class Ec2Ids {

    private static final Pattern BETWEEN = Pattern.compile("[^A-Za-z0-9_-]+");
    private static final Pattern MISSING = Pattern.compile("InvalidInstanceID(\\.(NotFound|Malformed))?");
    private static final Pattern OF_SOME =
            Pattern.compile("Incorrect(Instance)?State|UnsupportedOperation|OperationNotPermitted");

    private Ec2Ids() {}

    /** Those of the ids that are words of the message. */
    static List<String> named(Ec2Refused refused, Collection<String> ids) {
        var words = Set.of(
                BETWEEN.splitAsStream(refused.error().message()).distinct().toArray(String[]::new));
        return ids.stream().filter(words::contains).toList();
    }

    /** Whether it says that there are no such instances. */
    static boolean areMissing(Ec2Refused refused) {
        return MISSING.matcher(refused.error().code()).matches();
    }

    /** Whether it is about some instances, so that the others may do without them. */
    static boolean areSome(Ec2Refused refused) {
        return areMissing(refused) || OF_SOME.matcher(refused.error().code()).matches();
    }
}
