package org.cloudmesh.testkit.ec2;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Writes elements as it goes; lists are of {@code item}s, as EC2's are. */
final class Xml {

    static final String NAMESPACE = "http://ec2.amazonaws.com/doc/2016-11-15/";

    private final Appendable out;

    Xml(Appendable out) {
        this.out = out;
    }

    /** An element with text, if there is any; a null leaves the element out. */
    Xml text(String name, @Nullable Object value) {
        if (value != null) {
            raw("<").raw(name).raw(">");
            escaped(value.toString());
            raw("</").raw(name).raw(">");
        }
        return this;
    }

    /** An element of elements. */
    Xml in(String name, Consumer<Xml> content) {
        raw("<").raw(name).raw(">");
        content.accept(this);
        return raw("</").raw(name).raw(">");
    }

    /** The outermost element, in EC2's namespace. */
    Xml root(String name, Consumer<Xml> content) {
        raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").raw(name).raw(" xmlns=\"" + NAMESPACE + "\">");
        content.accept(this);
        return raw("</").raw(name).raw(">");
    }

    /** A list. */
    <T> Xml items(String name, Collection<? extends T> items, ItemWriter<T> writer) {
        return in(name, xml -> items.forEach(item -> xml.in("item", one -> writer.write(one, item))));
    }

    /** A list of texts. */
    Xml texts(String name, Collection<String> texts) {
        return in(name, xml -> texts.forEach(text -> xml.text("item", text)));
    }

    /** How an item of a list is written. */
    @FunctionalInterface
    interface ItemWriter<T> {
        void write(Xml xml, T item);
    }

    private void escaped(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> raw("&amp;");
                case '<' -> raw("&lt;");
                case '>' -> raw("&gt;");
                case '"' -> raw("&quot;");
                default -> raw(c);
            }
        }
    }

    private Xml raw(String text) {
        try {
            out.append(text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void raw(char c) {
        try {
            out.append(c);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
