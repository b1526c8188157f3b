package org.cloudmesh.internal.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.Nearest;
import org.jspecify.annotations.Nullable;

/**
 * One file as it is written. Immutable.
 *
 * @param bom whether it begins with a byte order mark, which the text is without
 * @param root what is in it; null if nothing is
 */
record Document(
        Path file, boolean bom, String text, @Nullable Part root) {

    static final String ROOT = "cloudmesh";

    private static final char BOM = '\uFEFF';
    private static final long LARGEST_BYTES = 3L << 20;

    /**
     * Reads a file.
     *
     * @throws ConfigException if it cannot be read, or is no configuration
     */
    static Document read(Path file) {
        var text = decode(file, bytes(file));
        boolean bom = !text.isEmpty() && text.charAt(0) == BOM;
        return of(file, bom, bom ? text.substring(1) : text);
    }

    /** What a text in a file would be. */
    static Document of(Path file, boolean bom, String text) {
        var root = Composer.compose(file, text);
        if (root instanceof Part.Scalar scalar && scalar.isNull()) {
            return new Document(file, bom, text, null);
        }
        check(file, root);
        return new Document(file, bom, text, root);
    }

    /** This file with another text. */
    Document with(String newText) {
        return of(file, bom, newText);
    }

    /** What is below {@code cloudmesh}; null if nothing is. */
    @Nullable
    Part content() {
        return root instanceof Part.Mapping mapping
                ? mapping.entries().get(mapping.indexOf(ROOT)).value()
                : null;
    }

    /** The file's bytes. */
    byte[] encoded() throws CharacterCodingException {
        var buffer = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(bom ? BOM + text : text));
        var bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    /** Names the file: there are secrets in the text. */
    @Override
    public String toString() {
        return file.toString();
    }

    private static byte[] bytes(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new ConfigException(file, null, null, "this is a directory, and a YAML file is wanted");
            }
            if (Files.size(file) > LARGEST_BYTES) {
                throw new ConfigException(
                        file, null, null, "this file has more than 3 MiB, too much for a configuration");
            }
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ConfigException(file, "there is no such file", e);
        } catch (IOException e) {
            throw new ConfigException(
                    file, "the file cannot be read: " + e.getClass().getSimpleName(), e);
        }
    }

    private static String decode(Path file, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new ConfigException(file, "the file is not UTF-8 text; save it as UTF-8", e);
        }
    }

    private static void check(Path file, @Nullable Part root) {
        if (root == null) {
            return;
        }
        if (!(root instanceof Part.Mapping mapping)) {
            throw new ConfigException(
                    file,
                    root.span().line(),
                    null,
                    "the file has to begin with the key \"cloudmesh:\", and all else below");
        }
        if (mapping.indexOf(ROOT) < 0) {
            var keys = mapping.entries().stream().map(Part.Entry::key).toList();
            int line = mapping.entries().isEmpty()
                    ? 1
                    : mapping.entries().get(0).keySpan().line();
            throw new ConfigException(
                    file,
                    line,
                    null,
                    "at the left margin the key \"cloudmesh\" is wanted; %s".formatted(Nearest.known(ROOT, keys)));
        }
    }
}
