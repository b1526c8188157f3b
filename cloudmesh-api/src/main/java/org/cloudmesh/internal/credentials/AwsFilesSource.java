package org.cloudmesh.internal.credentials;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.runtime.Nearest;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.CredentialScheme.Reach;
import org.jspecify.annotations.Nullable;

/** A profile in {@code ~/.aws}: the one the section names, else AWS_PROFILE, else default. */
final class AwsFilesSource implements Source {

    private static final List<String> PROFILE = List.of("profile", "AWS_PROFILE", "aws_profile", "default.profile");
    private static final String DEFAULT = "default";

    /** What leads to credentials by calls that are not made here. */
    private static final List<String> BY_CALLS =
            List.of("sso_session", "sso_start_url", "sso_account_id", "login_session", "web_identity_token_file");

    private static final List<String> ROLES = List.of("role_arn", "source_profile", "credential_source");

    private final CloudSection section;
    private final Surroundings surroundings;

    AwsFilesSource(CloudSection section, Surroundings surroundings) {
        this.section = section;
        this.surroundings = surroundings;
    }

    @Override
    public Found read(CredentialScheme scheme) {
        var files = AwsFiles.read(surroundings);
        var profile = profile();
        if (!files.has(profile)) {
            refuseUnknown(profile, files);
            return Found.of(Map.of(), place(profile), List.of());
        }
        boolean inCredentials = hasPart(scheme, files.credentials().getOrDefault(profile, Map.of()));
        boolean inConfig = !inCredentials && hasPart(scheme, files.config().getOrDefault(profile, Map.of()));
        var keys = files.profile(profile);
        var values = new HashMap<String, String>();
        for (var name : scheme.names()) {
            var from = name.reach() != Reach.PART
                    ? keys
                    : (inCredentials ? files.credentials() : files.config()).getOrDefault(profile, Map.of());
            find(name, from).ifPresent(value -> values.put(name.name(), value));
        }
        var used = new ArrayList<Path>();
        if (inCredentials) {
            used.add(files.credentialsFile());
        } else if (inConfig) {
            used.add(files.configFile());
        }
        var file = inCredentials ? files.credentialsFile() : files.configFile();
        var process = keys.get("credential_process");
        return new Found(
                values,
                surroundings.shown(file) + " [" + profile + "]",
                used,
                process == null || inCredentials || inConfig ? null : command(process, files.configFile()),
                refusal(keys, inCredentials || inConfig || process != null, file));
    }

    private static boolean hasPart(CredentialScheme scheme, Map<String, String> keys) {
        return scheme.names().stream()
                .anyMatch(name -> name.reach() == Reach.PART && find(name, keys).isPresent());
    }

    private static Optional<String> find(CredentialScheme.Name name, Map<String, String> keys) {
        return name.profileKeys().stream()
                .map(keys::get)
                .filter(value -> value != null && !value.isEmpty())
                .map(Objects::requireNonNull)
                .findFirst();
    }

    private static TokenCommand command(String process, Path file) {
        try {
            return new TokenCommand(
                    ShellWords.split(process),
                    null,
                    Duration.ofMinutes(1),
                    sentence -> new ConfigException(file, null, "credential_process", sentence));
        } catch (IllegalArgumentException e) {
            throw new ConfigException(file, null, "credential_process", e.getMessage() + "; mend this line");
        }
    }

    private @Nullable ConfigException refusal(Map<String, String> keys, boolean hasSet, Path file) {
        var reason = ROLES.stream().filter(keys::containsKey).findFirst();
        if (reason.isEmpty() && !hasSet) {
            reason = BY_CALLS.stream().filter(keys::containsKey).findFirst();
        }
        return reason.map(key -> new ConfigException(
                        file,
                        null,
                        null,
                        ("profile \"%1$s\" has %2$s, and getting credentials that way is not done here; next: name a"
                                        + " profile with credential_process = aws configure export-credentials"
                                        + " --profile %1$s --format process")
                                .formatted(profile(), key)))
                .orElse(null);
    }

    private void refuseUnknown(String profile, AwsFiles files) {
        var sentence = "no profile \"%s\" in %s or %s; %s"
                .formatted(
                        profile,
                        surroundings.shown(files.credentialsFile()),
                        surroundings.shown(files.configFile()),
                        Nearest.known(
                                profile,
                                Stream.concat(files.credentials().keySet().stream(), files.config().keySet().stream())
                                        .toList()));
        var key = section.keyOf(PROFILE);
        if (key != null) {
            throw section.fault(key, sentence);
        }
        if (variable() != null) {
            throw new ConfigException("AWS_PROFILE: " + sentence);
        }
    }

    private String profile() {
        var named = named();
        var variable = variable();
        return named != null ? named : variable != null ? variable : DEFAULT;
    }

    private @Nullable String named() {
        var setting = section.find(section.keyOf(PROFILE));
        return setting == null ? null : setting.value();
    }

    private @Nullable String variable() {
        var variable = surroundings.variable("AWS_PROFILE");
        return variable != null ? variable : surroundings.variable("AWS_DEFAULT_PROFILE");
    }

    private String place(String profile) {
        return surroundings.shown(AwsFiles.file("AWS_SHARED_CREDENTIALS_FILE", "credentials", surroundings))
                + " ["
                + profile
                + "]";
    }

    @Override
    public String looked(CredentialScheme scheme, List<String> names) {
        var config = AwsFiles.file("AWS_CONFIG_FILE", "config", surroundings);
        var profile = profile();
        return names.stream()
                .flatMap(name -> scheme.name(name).profileKeys().stream().limit(1))
                .collect(Collectors.joining(
                        ", ",
                        "%s and %s [%s] ("
                                .formatted(
                                        place(profile),
                                        surroundings.shown(config),
                                        profile.equals(DEFAULT) ? profile : "profile " + profile),
                        ")"));
    }

    @Override
    public ConfigException fault(Found found, String sentence) {
        var file = found.files().stream()
                .findFirst()
                .orElseGet(() -> AwsFiles.file("AWS_SHARED_CREDENTIALS_FILE", "credentials", surroundings));
        return new ConfigException(file, null, profile(), sentence);
    }

    @Override
    public boolean isNamed() {
        return section.keyOf(PROFILE) != null;
    }
}
