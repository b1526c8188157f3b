package org.cloudmesh.internal.config;

import java.util.function.BiConsumer;

/** Walks over the texts that are set below a value. */
final class Flat {

    private Flat() {}

    static void walk(Value value, KeyPath path, BiConsumer<KeyPath, Value.Text> visitor) {
        if (value instanceof Value.Section section) {
            section.children().forEach((key, child) -> walk(child, path.plus(key), visitor));
        } else if (value instanceof Value.Items list) {
            for (int i = 0; i < list.items().size(); i++) {
                walk(list.items().get(i), path.plus(Integer.toString(i)), visitor);
            }
        } else if (value instanceof Value.Text text && text.isSet()) {
            visitor.accept(path, text);
        }
    }
}
