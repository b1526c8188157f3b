package org.cloudmesh;

import java.util.Map;

/** A wait reached its deadline. What was waited for goes on; a later wait or refresh may find it done. */
public class WaitTimeoutException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    private final String wanted;
    private final transient Map<NodeId, NodeState> last;

    /** Made by the library; {@code last} holds the last state of each node that was still waited for. */
    public WaitTimeoutException(String wanted, Map<NodeId, NodeState> last, String message) {
        super(message);
        this.wanted = wanted;
        this.last = Map.copyOf(last);
    }

    /** What was waited for, such as {@code RUNNING}, {@code ready}, or the verb whose answer did not come. */
    public String wanted() {
        return wanted;
    }

    /** The last state of each node that was still waited for. */
    public Map<NodeId, NodeState> last() {
        return last;
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
