package org.cloudmesh.internal.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Puts bytes on the disk; tests put in one that is full. */
@FunctionalInterface
interface Disk {

    /** The real one. */
    Disk REAL = (channel, bytes) -> {
        for (var rest = ByteBuffer.wrap(bytes); rest.hasRemaining(); ) {
            channel.write(rest);
        }
        channel.force(true);
    };

    /** Writes all bytes, and returns when they are safe. */
    void write(FileChannel channel, byte[] bytes) throws IOException;
}
