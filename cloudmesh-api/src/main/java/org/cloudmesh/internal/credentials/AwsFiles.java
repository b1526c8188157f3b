package org.cloudmesh.internal.credentials;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** The two files that the AWS tools share, read once. */
record AwsFiles(
        Path credentialsFile,
        Path configFile,
        Map<String, Map<String, String>> credentials,
        Map<String, Map<String, String>> config) {

    private static final String DEFAULT = "default";
    private static final Pattern PROFILE = Pattern.compile("profile\\s+[\"']?(.*?)[\"']?");

    static AwsFiles read(Surroundings surroundings) {
        var credentials = file("AWS_SHARED_CREDENTIALS_FILE", "credentials", surroundings);
        var config = file("AWS_CONFIG_FILE", "config", surroundings);
        return new AwsFiles(credentials, config, sections(credentials), profiles(sections(config)));
    }

    static Path file(String variable, String name, Surroundings surroundings) {
        var path = surroundings.variable(variable);
        return path == null ? surroundings.home().resolve(".aws").resolve(name) : surroundings.path(path);
    }

    private static Map<String, Map<String, String>> sections(Path file) {
        return Files.exists(file) ? IniFile.parse(file, CredentialFile.read(file)) : Map.of();
    }

    /** There a profile is headed {@code [profile x]}, but for the default one; other sections are none. */
    private static Map<String, Map<String, String>> profiles(Map<String, Map<String, String>> sections) {
        var profiles = new LinkedHashMap<String, Map<String, String>>();
        sections.forEach((heading, keys) -> {
            var named = PROFILE.matcher(heading);
            if (named.matches()) {
                profiles.put(named.group(1), keys);
            } else if (heading.equals(DEFAULT)) {
                profiles.putIfAbsent(DEFAULT, keys);
            }
        });
        return profiles;
    }

    /** What both say of the profile, the credentials file first. */
    Map<String, String> profile(String name) {
        var keys = new HashMap<>(config.getOrDefault(name, Map.of()));
        keys.putAll(credentials.getOrDefault(name, Map.of()));
        return keys;
    }

    boolean has(String profile) {
        return credentials.containsKey(profile) || config.containsKey(profile);
    }
}
