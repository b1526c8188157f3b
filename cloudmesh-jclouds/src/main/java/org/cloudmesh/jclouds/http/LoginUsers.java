package org.cloudmesh.jclouds.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who to log in as, by the name of an image: what its makers document, for no cloud says. */
public final class LoginUsers {

    /** The first that fits. Sources: the documentation of each image, as on its makers' pages for cloud images. */
    private static final Map<String, String> BY_WORD = new LinkedHashMap<>();

    static {
        BY_WORD.put("ubuntu", "ubuntu");
        BY_WORD.put("amzn", "ec2-user");
        BY_WORD.put("al2023", "ec2-user");
        BY_WORD.put("amazon linux", "ec2-user");
        BY_WORD.put("rhel", "ec2-user");
        BY_WORD.put("fedora", "fedora");
        BY_WORD.put("centos", "centos");
        BY_WORD.put("rocky", "rocky");
        BY_WORD.put("almalinux", "almalinux");
        BY_WORD.put("debian", "debian");
        BY_WORD.put("opensuse", "opensuse");
        BY_WORD.put("suse", "ec2-user");
        BY_WORD.put("cirros", "cirros");
        BY_WORD.put("coreos", "core");
        BY_WORD.put("flatcar", "core");
        BY_WORD.put("freebsd", "freebsd");
    }

    private LoginUsers() {}

    /** By the image's name, such as {@code CC-Ubuntu22.04}; null if it tells nothing. */
    public static @Nullable String of(String imageName) {
        var name = imageName.toLowerCase(Locale.ROOT);
        if (name.startsWith("cc-")) {
            // Chameleon's own, whatever is in them.
            return "cc";
        }
        return BY_WORD.entrySet().stream()
                .filter(each -> name.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }
}
