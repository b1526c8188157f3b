package org.cloudmesh;

/** A verb was asked of a node whose state does not allow it. Nothing was sent. */
public class IllegalTransitionException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final transient NodeId node;
    private final NodeState state;
    private final String verb;

    /** Made by the library; {@code message} says what the verb needs. */
    public IllegalTransitionException(NodeId node, NodeState state, String verb, String message) {
        super(message);
        this.node = node;
        this.state = state;
        this.verb = verb;
    }

    /** The node that was not touched. */
    public NodeId node() {
        return node;
    }

    /** Its state as the store has it. */
    public NodeState state() {
        return state;
    }

    /** What was asked: {@code start}, {@code stop} and so on. */
    public String verb() {
        return verb;
    }
}
