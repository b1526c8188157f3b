package org.cloudmesh.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.cloudmesh.spi.Document;
import org.cloudmesh.spi.Query;
import org.cloudmesh.spi.Store;

/**
 * What a search looks through, of one list: the key and the words of each entry, in lower case, by key. Some 200 bytes an
 * entry. Immutable.
 *
 * @param generation which list, as the store counts them
 * @param parts one after the other
 */
record WordIndex(long generation, List<Part> parts) {

    /** So many documents are in memory at once while it is made. */
    private static final int PAGE = 1000;

    /** Of the list that the store has; which of two, if it is replaced meanwhile, is for the caller to find out. */
    static WordIndex read(Store store, EntryCodec<?> codec, String cloud) {
        long generation = store.generation(codec.kind(), cloud);
        var parts = new ArrayList<Part>();
        var query = Query.of(codec.kind()).cloud(cloud).limit(PAGE);
        for (var page = store.find(query); !page.isEmpty(); ) {
            parts.add(Part.of(page, codec));
            page = store.find(query.after(page.get(page.size() - 1).key()));
        }
        return new WordIndex(generation, List.copyOf(parts));
    }

    /**
     * The keys of the first so many entries that hold every one of the words.
     *
     * @param words in lower case, without blanks; if there is none, every entry holds them all
     */
    List<String> search(List<String> words, int limit) {
        // The longest is likely the rarest.
        var byLength = words.stream()
                .sorted(Comparator.comparing(String::length).reversed())
                .toList();
        var rarest = byLength.isEmpty() ? "" : byLength.get(0);
        var others = byLength.stream().skip(1).toList();
        var hits = new ArrayList<String>();
        for (var part : parts) {
            part.search(rarest, others, limit, hits);
        }
        return hits;
    }

    /** Some entries. Their words are one text: many short ones are slower to look through, and take more memory. */
    private static final class Part {

        private final List<String> keys;
        // The words of each entry, and a line break after each.
        private final String text;
        // Where in the text those line breaks are.
        private final int[] ends;

        private Part(List<String> keys, String text, int[] ends) {
            this.keys = keys;
            this.text = text;
            this.ends = ends;
        }

        static Part of(List<Document> documents, EntryCodec<?> codec) {
            var text = new StringBuilder();
            var ends = new int[documents.size()];
            for (int i = 0; i < ends.length; i++) {
                text.append(codec.words(documents.get(i)));
                ends[i] = text.length();
                text.append('\n');
            }
            return new Part(documents.stream().map(Document::key).toList(), text.toString(), ends);
        }

        void search(String rarest, List<String> others, int limit, List<String> hits) {
            int from = 0;
            while (from < text.length() && hits.size() < limit) {
                int at = text.indexOf(rarest, from);
                if (at < 0) {
                    return;
                }
                int entry = entryAt(at);
                if (holds(entry, others)) {
                    hits.add(keys.get(entry));
                }
                from = ends[entry] + 1;
            }
        }

        private int entryAt(int offset) {
            int found = Arrays.binarySearch(ends, offset);
            return found < 0 ? -found - 1 : found;
        }

        private boolean holds(int entry, List<String> words) {
            if (words.isEmpty()) {
                return true;
            }
            var own = text.substring(entry == 0 ? 0 : ends[entry - 1] + 1, ends[entry]);
            return words.stream().allMatch(own::contains);
        }
    }
}
