package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PushbackInputStream;
import java.util.Objects;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.jclouds.http.Answer;
import org.cloudmesh.jclouds.http.CloudHttp;
import org.jspecify.annotations.Nullable;

/** One answer while it comes: the items of one set, one at a time, and all else once those are read. Not thread-safe. */
final class Ec2Page implements AutoCloseable {

    private final CloudHttp http;
    private final String action;
    private final String set;
    private final Answer answer;
    private final ObjectNode rest = JsonNodeFactory.instance.objectNode();
    private @Nullable XMLStreamReader reader;
    private boolean inSet;
    private boolean ended;

    /** Closes the answer when it is closed. */
    Ec2Page(CloudHttp http, String action, String set, Answer answer) {
        this.http = http;
        this.action = action;
        this.set = set;
        this.answer = answer;
    }

    /** The next item; null after the last. */
    @Nullable
    ObjectNode next() {
        try {
            return read();
        } catch (XMLStreamException e) {
            throw broken(Objects.requireNonNullElse(
                    e.getNestedException(), new IOException("it is no XML, or not all of it came", e)));
        } catch (IOException | RuntimeException e) {
            throw e instanceof CloudmeshException ours ? ours : broken(e);
        }
    }

    private CloudmeshException broken(Throwable e) {
        return http.broken(action, e);
    }

    /** What else the answer says, but for the items. */
    ObjectNode rest() {
        while (next() != null) {
            // They are not wanted.
        }
        return rest;
    }

    private @Nullable ObjectNode read() throws XMLStreamException, IOException {
        var in = reader == null ? begin() : reader;
        while (!ended) {
            int event = in.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                var name = in.getLocalName();
                if (inSet) {
                    if (Xml.record(in) instanceof ObjectNode item) {
                        return item;
                    }
                } else if (name.equals(set)) {
                    inSet = true;
                } else {
                    rest.set(name, Xml.record(in));
                }
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                ended = !inSet;
                inSet = false;
            }
        }
        return null;
    }

    private XMLStreamReader begin() throws XMLStreamException, IOException {
        var body = new PushbackInputStream(answer.body());
        int first = body.read();
        if (first < 0) {
            throw new IOException("it is empty");
        }
        body.unread(first);
        var in = Xml.reader(body);
        reader = in;
        in.nextTag();
        if (!in.getLocalName().equals(action + "Response")) {
            throw new IOException("<%s> is no answer to %s".formatted(in.getLocalName(), action));
        }
        return in;
    }

    @Override
    public void close() {
        answer.close();
    }
}
