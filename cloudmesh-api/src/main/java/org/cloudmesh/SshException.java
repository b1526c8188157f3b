package org.cloudmesh;

import org.jspecify.annotations.Nullable;

/** A node could not be worked on over ssh. A script that ran and failed is no exception: see {@link Result}. */
public class SshException extends CloudmeshException {

    private static final long serialVersionUID = 1L;

    /** What went wrong, as far as a program would tell it apart. */
    public enum Reason {
        /** The node has no address yet, or no longer. */
        NO_ADDRESS,
        /** Nothing answered ssh there: refused, no route, or silence. */
        UNREACHABLE,
        /** It answered, and would not let us in with this key. */
        AUTHENTICATION,
        /** It showed another host key than the one accepted for this node before. */
        HOST_KEY_CHANGED,
        /** The private key's file is missing, unreadable, readable by others, or wants another passphrase. */
        KEY_FILE,
        /** The connection broke before the script began, perhaps while it was made: it is safe to run it again. */
        NOT_BEGUN,
        /** The connection broke while the script ran; how far it came is unknown. */
        LOST,
        /** A file could not be sent or fetched. */
        FILE,
        /** The deadline passed; the remote process was ended. */
        TIMEOUT
    }

    private final transient @Nullable NodeId node;
    private final Reason reason;

    /** Made by the library and by shells. */
    public SshException(@Nullable NodeId node, Reason reason, String message, @Nullable Throwable cause) {
        super(message, cause);
        this.node = node;
        this.reason = reason;
    }

    /** The node, where it is about one. */
    public @Nullable NodeId node() {
        return node;
    }

    /** What went wrong. */
    public Reason reason() {
        return reason;
    }

    @Override
    public boolean retryable() {
        return reason == Reason.UNREACHABLE || reason == Reason.NO_ADDRESS || reason == Reason.NOT_BEGUN;
    }
}
