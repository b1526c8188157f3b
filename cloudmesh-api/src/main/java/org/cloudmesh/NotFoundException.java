package org.cloudmesh;

/** Something was named that is not there. The sentence names where it was looked for, and the nearest known ones. */
public class NotFoundException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final String kind;
    private final String name;

    /** Made by the library and by providers: {@code kind} is {@code "image"}, {@code name} what was asked for. */
    public NotFoundException(String kind, String name, String message) {
        super(message);
        this.kind = kind;
        this.name = name;
    }

    /** What kind of thing: {@code cloud}, {@code node}, {@code image}, {@code flavor}, {@code location}, {@code job}. */
    public String kind() {
        return kind;
    }

    /** What was asked for. */
    public String name() {
        return name;
    }
}
