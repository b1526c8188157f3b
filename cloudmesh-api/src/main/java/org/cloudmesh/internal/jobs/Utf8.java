package org.cloudmesh.internal.jobs;

import java.nio.charset.StandardCharsets;

/** Where characters begin in UTF-8. */
final class Utf8 {

    private static final int LONGEST_CHARACTER_BYTES = 4;

    private Utf8() {}

    static boolean beginsCharacter(byte value) {
        return (value & 0xC0) != 0x80;
    }

    /** The text in these bytes, without a last character that was cut off in the middle. */
    static String decodeCut(byte[] bytes) {
        for (int back = 1; back < LONGEST_CHARACTER_BYTES && back <= bytes.length; back++) {
            byte value = bytes[bytes.length - back];
            if (beginsCharacter(value)) {
                int whole = length(value) > back ? bytes.length - back : bytes.length;
                return new String(bytes, 0, whole, StandardCharsets.UTF_8);
            }
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static int length(byte first) {
        int value = first & 0xFF;
        return value < 0xC0 ? 1 : value < 0xE0 ? 2 : value < 0xF0 ? 3 : LONGEST_CHARACTER_BYTES;
    }
}
