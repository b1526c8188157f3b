package org.cloudmesh.internal.credentials;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.cloudmesh.spi.CredentialScheme;

/** The places where a scheme's credentials may be. */
final class Sources {

    private static final List<String> OPENRC = List.of("openrc", "OS_OPENRC");

    private Sources() {}

    /**
     * The section and what it names come before the environment: two clouds of one configuration, each with its own profile,
     * must not both be the account that the environment happens to have.
     */
    static List<Source> inOrder(CloudSection section, CredentialScheme scheme, Surroundings surroundings) {
        var files = new ArrayList<Source>();
        if (any(scheme, name -> !name.profileKeys().isEmpty())) {
            files.add(new AwsFilesSource(section, surroundings));
        }
        if (any(scheme, name -> !name.cloudsPaths().isEmpty())) {
            files.add(new CloudsYamlSource(section, surroundings));
        }
        var sources = new ArrayList<Source>();
        sources.add(new SectionSource(section, surroundings));
        var key = section.keyOf(OPENRC);
        var setting = section.find(key == null ? "openrc" : key);
        if (setting != null) {
            sources.add(new OpenrcSource(surroundings.path(setting.value()), surroundings));
        }
        files.stream().filter(Source::isNamed).forEach(sources::add);
        sources.add(new EnvironmentSource(surroundings));
        files.stream().filter(Predicate.not(Source::isNamed)).forEach(sources::add);
        return sources;
    }

    private static boolean any(CredentialScheme scheme, Predicate<CredentialScheme.Name> condition) {
        return scheme.names().stream().anyMatch(condition);
    }
}
