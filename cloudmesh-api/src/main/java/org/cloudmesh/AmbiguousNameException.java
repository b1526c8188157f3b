package org.cloudmesh;

import java.util.List;

/** A name that two machines share was used where one was meant. Use the id instead. */
public class AmbiguousNameException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient List<NodeId> ids;

    /** Made by the library. */
    public AmbiguousNameException(String name, List<NodeId> ids) {
        super("the name \"%s\" is shared by %s; use one of these ids".formatted(name, ids));
        this.name = name;
        this.ids = List.copyOf(ids);
    }

    /** The name they share. */
    public String name() {
        return name;
    }

    /** All that carry it. */
    public List<NodeId> ids() {
        return ids;
    }
}
