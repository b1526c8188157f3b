package org.cloudmesh.spi;

import java.util.List;
import org.cloudmesh.internal.naming.IncrementNaming;
import org.cloudmesh.internal.naming.TemplateNaming;

/**
 * Finds names for new machines. A function of its request alone: the mesh claims what it answers, and asks again with
 * more names taken if somebody else was faster. Thread-safe.
 */
@FunctionalInterface
public interface NamingStrategy {

    /** The template of a mesh that names none. */
    String DEFAULT_TEMPLATE = "{experiment}-{group}-{user}-{counter}";

    /**
     * Answers with {@code request.count()} names, all different, none of them taken.
     *
     * @throws IllegalArgumentException if it cannot, with a sentence that says why
     */
    List<String> names(NameRequest request);

    /**
     * The asked name, counted up at its end: {@code web09}, then {@code web10}. Several get {@code web00}, {@code web01}
     * and so on. A host list ({@code a[1-3,18]}) stands for the names in it.
     */
    static NamingStrategy increment() {
        return new IncrementNaming();
    }

    /**
     * Names after a template such as {@link #DEFAULT_TEMPLATE}, whose {@code {counter}} the store counts up from 1; a
     * name that was asked for is taken as {@link #increment} does.
     *
     * @throws IllegalArgumentException if the template has no {@code {counter}}
     */
    static NamingStrategy template(String template) {
        return new TemplateNaming(template);
    }
}
