package org.cloudmesh.internal.credentials;

import java.util.ArrayList;
import java.util.List;
import org.cloudmesh.internal.credentials.Surroundings.Environment;
import org.jspecify.annotations.Nullable;

/**
 * Splits a line into words as a POSIX shell does, without running anything: quotes, backslashes, and, where variables are
 * given, <code>$NAME</code> and comments.
 */
final class ShellWords {

    private final String line;
    private final @Nullable Environment variables;
    private final List<Word> words = new ArrayList<>();
    private final StringBuilder word = new StringBuilder();
    private boolean begun;
    private boolean known = true;
    private int at;

    /**
     * A word. {@code toString} does not show it.
     *
     * @param isKnown false if only a shell could tell, as where a command or a variable that is not set stands in it
     */
    record Word(String text, boolean isKnown) {

        @Override
        public String toString() {
            return "a word";
        }
    }

    private ShellWords(String line, @Nullable Environment variables) {
        this.line = line;
        this.variables = variables;
    }

    /**
     * The words of a command; a dollar sign is one.
     *
     * @throws IllegalArgumentException if a quote is not closed
     */
    static List<String> split(String command) {
        return new ShellWords(command, null).words().stream().map(Word::text).toList();
    }

    /**
     * The words of a line of a script, up to a comment or a semicolon.
     *
     * @param variables answers null for what is not set
     * @throws IllegalArgumentException if a quote is not closed
     */
    static List<Word> ofScript(String line, Environment variables) {
        return new ShellWords(line, variables).words();
    }

    private List<Word> words() {
        while (at < line.length()) {
            char c = line.charAt(at);
            if (variables != null && (c == ';' || c == '&' || c == '|' || (c == '#' && !begun))) {
                break;
            }
            at++;
            if (Character.isWhitespace(c)) {
                end();
            } else {
                begun = true;
                read(c);
            }
        }
        end();
        return words;
    }

    private void read(char c) {
        switch (c) {
            case '\'' -> {
                int end = closing('\'');
                word.append(line, at, end);
                at = end + 1;
            }
            case '"' -> readQuoted();
            case '\\' -> {
                if (at < line.length()) {
                    word.append(line.charAt(at++));
                }
            }
            default -> expand(c);
        }
    }

    private void readQuoted() {
        while (at < line.length() && line.charAt(at) != '"') {
            char c = line.charAt(at++);
            if (c == '\\' && at < line.length() && "\"\\$`".indexOf(line.charAt(at)) >= 0) {
                word.append(line.charAt(at++));
            } else {
                expand(c);
            }
        }
        closing('"');
        at++;
    }

    private int closing(char quote) {
        int end = line.indexOf(quote, at);
        if (end < 0) {
            throw new IllegalArgumentException("a quote is opened and not closed");
        }
        return end;
    }

    private void expand(char c) {
        if (variables == null || (c != '$' && c != '`')) {
            word.append(c);
            return;
        }
        int start = at;
        boolean braces = c == '$' && at < line.length() && line.charAt(at) == '{';
        if (braces) {
            start = ++at;
        }
        while (at < line.length() && (Character.isLetterOrDigit(line.charAt(at)) || line.charAt(at) == '_')) {
            at++;
        }
        var value = at == start || c == '`' ? null : variables.get(line.substring(start, at));
        if (braces && at < line.length() && line.charAt(at) == '}') {
            at++;
        } else if (braces) {
            value = null;
        }
        known &= value != null;
        word.append(value == null ? "" : value);
    }

    private void end() {
        if (begun) {
            words.add(new Word(word.toString(), known));
        }
        word.setLength(0);
        begun = false;
        known = true;
    }
}
