package org.cloudmesh.internal.store;

/** What a user's part of a store may be called. */
public final class Namespaces {

    private static final int LONGEST = 64;

    private Namespaces() {}

    /** The name, if it is one. */
    public static String checked(String user) {
        boolean told =
                !user.isBlank() && user.length() <= LONGEST && user.chars().noneMatch(Character::isISOControl);
        if (!told) {
            throw new IllegalArgumentException(
                    "\"%s\" cannot be the name of a user: 1 to %d characters, none of them a control character"
                            .formatted(
                                    user.length() > LONGEST ? user.substring(0, LONGEST) + "…" : user.strip(),
                                    LONGEST));
        }
        return user;
    }

    /** The name, if it is one, and the store is no such part itself. */
    public static String checked(String user, boolean isPart) {
        if (isPart) {
            throw new IllegalArgumentException(
                    "the part of one user has no part for \"%s\"; ask the whole store for it".formatted(checked(user)));
        }
        return checked(user);
    }
}
