package org.cloudmesh.internal.naming;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.cloudmesh.spi.NameRequest;
import org.cloudmesh.spi.NamingStrategy;

/** Fills a template, and draws {@code {counter}} from the store; a taken name is skipped and the counter moves on. */
public final class TemplateNaming implements NamingStrategy {

    private static final String COUNTER = "{counter}";
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z]+)}");

    private final String template;
    private final NamingStrategy asked = new IncrementNaming();

    /** Checks that the template can tell two machines apart. */
    public TemplateNaming(String template) {
        if (!template.contains(COUNTER)) {
            throw new IllegalArgumentException(
                    "the naming template \"%s\" has no {counter}, so all machines would be named alike"
                            .formatted(template));
        }
        this.template = template;
    }

    @Override
    public List<String> names(NameRequest request) {
        if (request.asked() != null) {
            return asked.names(request);
        }
        var filled = fill(request.variables());
        var names = new ArrayList<String>(request.count());
        while (names.size() < request.count()) {
            var name =
                    filled.replace(COUNTER, Long.toString(request.nextNumber().applyAsLong(filled)));
            if (!request.isTaken().test(name)) {
                names.add(name);
            }
        }
        return names;
    }

    private String fill(Map<String, String> variables) {
        return VARIABLE.matcher(template).replaceAll(match -> {
            var variable = match.group(1);
            var value = variable.equals("counter") ? COUNTER : variables.get(variable);
            if (value == null) {
                throw new IllegalArgumentException("the naming template \"%s\" wants {%s}; known: %s, counter"
                        .formatted(
                                template,
                                variable,
                                String.join(
                                        ", ",
                                        variables.keySet().stream().sorted().toList())));
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
