package org.cloudmesh.jclouds.openstack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.Meaning;
import org.cloudmesh.jclouds.http.Refusal;
import org.cloudmesh.jclouds.http.RequestIds;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** What a refusal of Keystone, Nova, Neutron or Glance means: by its status, and by the words and types each of them has. */
final class OpenStackErrors implements Function<Refusal, CloudmeshException> {

    private static final Pattern QUOTED = Pattern.compile("'([^']+)'|Value: ([^. ]+)\\.");
    private static final Pattern NAMED = Pattern.compile(
            "(?i)\\b(?:instance|flavor|image|keypair|network|port|group|server|ip|id) ([\\w.:-]+) (?:could|not|does|was|while)");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern USED_UP =
            Pattern.compile("(?i)quota|maximum number of|no more ip|unable to find any ip");
    // Nova's words, and Glance's.
    private static final Pattern MARKER_GONE =
            Pattern.compile("(?i)marker \\S+ (could )?not (be )?found|no image found with id");
    private static final Map<String, String> KINDS = Map.ofEntries(
            Map.entry("Server", "node"),
            Map.entry("KeyPair", "key pair"),
            Map.entry("SecurityGroup", "security group"),
            Map.entry("Network", "network"),
            Map.entry("Port", "port"),
            Map.entry("FloatingIP", "floating address"),
            Map.entry("Image", "image"),
            Map.entry("Flavor", "flavor"));

    private final Time time;

    OpenStackErrors(Time time) {
        this.time = time;
    }

    /** What a body says: Nova's and Keystone's key, or Neutron's type; and the words. */
    private record Said(@Nullable String code, String message, JsonNode details) {}

    @Override
    public CloudmeshException apply(Refusal refusal) {
        var said = read(refusal);
        var missing = missing(refusal, said);
        if (missing.isPresent()) {
            var sentence = "%s: %s: %s (%s%d)"
                    .formatted(
                            refusal.cloud(),
                            refusal.operation(),
                            Meaning.line(said.message()),
                            said.code() == null ? "" : said.code() + ", ",
                            refusal.status());
            return new NotFoundException(missing.get(), name(said.message()), sentence);
        }
        return meaning(refusal, said)
                .exception(
                        waiting(refusal, said), RequestIds.of(refusal), said.code(), words(refusal, said), time.now());
    }

    private static Meaning meaning(Refusal refusal, Said said) {
        boolean isUsedUp = USED_UP.matcher(said.message()).find()
                || "OverQuota".equals(said.code())
                || "IpAddressGenerationFailure".equals(said.code());
        boolean isLogin = refusal.operation().equals("CreateToken");
        return switch (refusal.status()) {
            case 401 -> Meaning.AUTH;
            case 400 -> isUsedUp ? Meaning.QUOTA : isMarkerGone(refusal, said) ? Meaning.UNAVAILABLE : Meaning.REFUSED;
            case 403 -> isUsedUp ? Meaning.QUOTA : Meaning.AUTH;
            // A proxy that waited for too long: the service may have done it.
            case 408 -> Meaning.UNAVAILABLE;
            case 413 -> isUsedUp ? Meaning.QUOTA : isThrottled(refusal, said) ? Meaning.RATE : Meaning.REFUSED;
            // An application credential, or a token, that Keystone does not know.
            case 404 -> isLogin && said.code() != null ? Meaning.AUTH : Meaning.REFUSED;
            case 409 -> isUsedUp ? Meaning.QUOTA : isSeveralNetworks(said) ? Meaning.REFUSED : Meaning.CONFLICT;
            case 429 -> Meaning.RATE;
            default -> refusal.status() >= 500 ? Meaning.UNAVAILABLE : isUsedUp ? Meaning.QUOTA : Meaning.REFUSED;
        };
    }

    /** What the list went on from was deleted meanwhile: read from the beginning it is whole. */
    private static boolean isMarkerGone(Refusal refusal, Said said) {
        return refusal.operation().startsWith("List")
                && MARKER_GONE.matcher(said.message()).find();
    }

    /** Nova of old says so with 413, by which a proxy means that what was sent is too large. */
    private static boolean isThrottled(Refusal refusal, Said said) {
        return "overLimit".equals(said.code())
                || said.details().has("retryAfter")
                || refusal.header("Retry-After").isPresent();
    }

    private static boolean isSeveralNetworks(Said said) {
        return said.message().contains("Multiple possible networks found");
    }

    private static String words(Refusal refusal, Said said) {
        if (isSeveralNetworks(said)) {
            return "the project has several networks; next: name one with o.networks(…), or as default.network";
        }
        if (refusal.operation().equals("CreateToken") && refusal.status() == 401) {
            return "Keystone did not take the credentials; look at user, password, project and their domains: "
                    + said.message();
        }
        if (refusal.operation().equals("CreateToken") && refusal.status() == 404 && said.code() == null) {
            return "no Keystone of version 3 is at this auth_url: " + said.message();
        }
        return said.message();
    }

    /** What kind of thing is not there, if that is the matter. */
    private static Optional<String> missing(Refusal refusal, Said said) {
        return switch (refusal.status()) {
            case 400 ->
                refusal.operation().equals("CreateServer") ? missingForServer(said.message()) : Optional.empty();
            case 404 -> missing(refusal.operation(), said.code());
            // For a moment Nova knows it still, as deleted.
            case 409 -> said.message().endsWith("in vm_state deleted") ? Optional.of("node") : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Nova answers 400 to a create that names what is not there. */
    private static Optional<String> missingForServer(String message) {
        if (message.contains("Can not find requested image")
                || message.contains("attribute imageRef")
                || message.matches("Image \\S+ could not be found.*")) {
            return Optional.of("image");
        }
        if (message.matches("Flavor \\S+ could not be found.*") || message.contains("attribute flavorRef")) {
            return Optional.of("flavor");
        }
        if (message.contains("key_name")) {
            return Optional.of("key pair");
        }
        if (message.matches("(Unable to find security_group|Security group \\S+ (does not exist|not found)).*")) {
            return Optional.of("security group");
        }
        return message.matches("Network \\S+ could not be found.*") ? Optional.of("network") : Optional.empty();
    }

    /** A 404 without the service's own words may be of anything on the way, and says nothing of a machine. */
    private static Optional<String> missing(String operation, @Nullable String code) {
        if (code != null && code.endsWith("NotFound") && !code.equals("itemNotFound")) {
            return Optional.ofNullable(KINDS.get(code.substring(0, code.length() - "NotFound".length())));
        }
        boolean isOwnWord = "itemNotFound".equals(code) || operation.equals("ShowImage");
        return isOwnWord ? kind(operation) : Optional.empty();
    }

    private static Optional<String> kind(String word) {
        return KINDS.keySet().stream().filter(word::endsWith).findFirst().map(KINDS::get);
    }

    private static String name(String message) {
        var named = NAMED.matcher(message);
        if (named.find()) {
            return named.group(1);
        }
        var quoted = QUOTED.matcher(message);
        if (quoted.find()) {
            return quoted.group(1) == null ? quoted.group(2) : quoted.group(1);
        }
        var id = ID.matcher(message);
        return id.find() ? id.group() : "";
    }

    /** Nova of old says in the body how long to wait. */
    private static Refusal waiting(Refusal refusal, Said said) {
        var after = said.details().path("retryAfter").asText("");
        if (after.isEmpty() || refusal.header("Retry-After").isPresent()) {
            return refusal;
        }
        var headers = new TreeMap<>(refusal.headers());
        headers.put("Retry-After", after);
        return new Refusal(refusal.cloud(), refusal.operation(), refusal.status(), headers, refusal.body());
    }

    private static Said read(Refusal refusal) {
        try {
            var json = Json.MAPPER.readTree(refusal.body());
            for (var field : json.properties()) {
                var message = field.getValue().path("message").asText("");
                if (!message.isEmpty()) {
                    var type = field.getValue().path("type").asText("");
                    return new Said(type.isEmpty() ? field.getKey() : type, harmless(message), field.getValue());
                }
            }
            var message = json.path("message").asText("");
            if (!message.isEmpty()) {
                return new Said(null, harmless(message), json);
            }
        } catch (IOException e) {
            // No JSON: Glance, uwsgi and proxies answer with a page.
            return new Said(null, page(refusal), MissingNode.getInstance());
        }
        return new Said(null, page(refusal), MissingNode.getInstance());
    }

    /** Nova and Keystone quote what they did not like: the whole request, with user data and password, if need be. */
    private static String harmless(String message) {
        return message.replaceFirst(
                "(?s)(Invalid input for field(?:/attribute)? (?!imageRef|flavorRef|name|key_name|availability_zone)\\S+?)\\.? (Value: )?.*",
                "$1 (what was sent is not shown)");
    }

    private static String page(Refusal refusal) {
        var text = refusal.body()
                .replaceAll("(?s)<(head|style|script)\\b.*?</\\1>", " ")
                .replaceAll("<[^>]*>", " ")
                .strip();
        return text.isEmpty() || text.startsWith("{") ? "it gave no reason" : text;
    }
}
