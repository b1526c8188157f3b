package org.cloudmesh.spi;

import org.cloudmesh.Line;

/** Takes what a remote program prints, as it comes, from one thread at a time. */
@FunctionalInterface
public interface Output {

    /** Takes some bytes; the array is the shell's again when the call returns. */
    void write(Line.Channel channel, byte[] bytes, int offset, int length);
}
