package org.cloudmesh.internal.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Makes parts of a text. SnakeYAML's own composer cannot be used: its tree does not tell an alias from what the alias names,
 * and an edit has to.
 */
final class Composer {

    private static final int DEEPEST = 50;

    private final Path file;
    private final String text;
    private final Offsets offsets;
    private final ParserImpl parser;
    private final Map<String, Part> anchors = new HashMap<>();
    private int depth;

    private Composer(Path file, String text) {
        this.file = file;
        this.text = text;
        offsets = new Offsets(text);
        parser = new ParserImpl(new StreamReader(text), new LoaderOptions());
    }

    /**
     * The one document in the text; null if there is nothing in it.
     *
     * @throws ConfigException if this is not YAML, or more than a configuration needs
     */
    static @Nullable Part compose(Path file, String text) {
        try {
            return new Composer(file, text).document();
        } catch (YAMLException e) {
            throw SyntaxFault.of(file, text, e);
        }
    }

    private @Nullable Part document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return null;
        }
        parser.getEvent();
        var root = part();
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw fault(parser.peekEvent(), "a second document begins here, and one is wanted; remove what follows");
        }
        return root;
    }

    private Part part() {
        var event = (NodeEvent) parser.getEvent();
        if (event instanceof AliasEvent alias) {
            return alias(alias);
        }
        if (++depth > DEEPEST) {
            throw fault(event, "this is nested more than %d deep".formatted(DEEPEST));
        }
        var span = span(event);
        Part made = switch (event.getEventId()) {
            case MappingStart -> mapping((MappingStartEvent) event, span);
            case SequenceStart -> sequence((SequenceStartEvent) event, span);
            default -> scalar((ScalarEvent) event, span);
        };
        depth--;
        if (event.getAnchor() != null) {
            anchors.put(event.getAnchor(), made);
        }
        return made;
    }

    private Part alias(AliasEvent event) {
        var target = anchors.get(event.getAnchor());
        if (target == null) {
            throw fault(
                    event,
                    "an alias (*) names an anchor (&) that is not above it; a text that begins with * has to be quoted");
        }
        return new Part.Alias(event.getAnchor(), target, span(event));
    }

    private Part scalar(ScalarEvent event, Span span) {
        var style = event.isPlain() ? Part.Style.PLAIN : Part.Style.QUOTED;
        var exact = span;
        if (event.isLiteral() || event.isFolded()) {
            style = Part.Style.BLOCK;
            exact = BlockScalars.trim(text, span);
        }
        return new Part.Scalar(event.getValue(), style, exact, event.getAnchor());
    }

    private Part mapping(MappingStartEvent event, Span span) {
        var entries = new ArrayList<Part.Entry>();
        var lines = new HashMap<String, Integer>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            var entry = entry();
            var earlier = lines.put(entry.key(), entry.keySpan().line());
            if (earlier != null) {
                throw new ConfigException(
                        file,
                        entry.keySpan().line(),
                        entry.key(),
                        "this key is in line %d already; remove one of the two".formatted(earlier));
            }
            entries.add(entry);
        }
        // A pair within brackets, as in [a: 1, b], has no braces, and SnakeYAML ends it after the sign that follows.
        int end = end(
                parser.getEvent(),
                event.isFlow() && text.charAt(span.start()) == '{',
                span,
                entries.isEmpty() ? span.end() : entries.get(entries.size() - 1).end());
        var made = new Part.Mapping(List.copyOf(entries), event.isFlow(), span.to(end), event.getAnchor());
        var reference = Reference.unquoted(made);
        return reference == null ? made : reference;
    }

    private Part.Entry entry() {
        var start = parser.peekEvent();
        if (part() instanceof Part.Scalar key) {
            return new Part.Entry(key, part());
        }
        throw fault(start, "a list or a section is used as a key, and a word is wanted");
    }

    private Part sequence(SequenceStartEvent event, Span span) {
        var items = new ArrayList<Part>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(part());
        }
        int last = items.isEmpty()
                ? span.end()
                : items.get(items.size() - 1).span().end();
        int end = end(parser.getEvent(), event.isFlow(), span, last);
        return new Part.Sequence(List.copyOf(items), event.isFlow(), span.to(end), event.getAnchor());
    }

    // The end that SnakeYAML tells of a block is where the next one begins, comments and all.
    private int end(Event event, boolean flow, Span span, int last) {
        return flow ? offsets.of(event.getEndMark()) : Math.max(last, span.start());
    }

    private Span span(Event event) {
        int from = offsets.of(event.getStartMark());
        int end = offsets.of(event.getEndMark());
        int head = event instanceof AliasEvent ? Span.NONE : Properties.end(text, from);
        if (head == Span.NONE) {
            return new Span(
                    head,
                    from,
                    end,
                    event.getStartMark().getLine() + 1,
                    event.getStartMark().getColumn());
        }
        boolean empty = event instanceof ScalarEvent scalar
                && scalar.isPlain()
                && scalar.getValue().isEmpty();
        int start = empty ? head : Properties.gap(text, head);
        int line = event.getStartMark().getLine() + 1 + Offsets.breaks(text, from, start);
        return new Span(head, start, Math.max(start, end), line, start - Lines.start(text, start));
    }

    private ConfigException fault(Event event, String sentence) {
        Mark mark = event.getStartMark();
        return new ConfigException(file, mark.getLine() + 1, null, sentence);
    }
}
