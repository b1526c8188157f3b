package org.cloudmesh.testkit.ec2;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.cloudmesh.testkit.ec2.KeyPairs.Pair;
import org.jspecify.annotations.Nullable;

/** Documented: "ImportKeyPair", "CreateKeyPair", "DescribeKeyPairs", "DeleteKeyPair". */
final class KeyOperations {

    private static final List<String> FILTERS = List.of("fingerprint", "key-name", "key-pair-id");
    private static final int LONGEST_NAME = 255;

    private KeyOperations() {}

    static Consumer<Xml> importKey(Region region, Params params) {
        var name = newName(region, params);
        var key = PublicKey.imported(params.required("PublicKeyMaterial"));
        var pair = add(region, params, name, key);
        var tags = region.tags().of(pair.id());
        return xml -> {
            xml.text("keyName", name).text("keyFingerprint", key.fingerprint()).text("keyPairId", pair.id());
            Tags.write(xml, tags);
        };
    }

    static Consumer<Xml> create(Region region, Params params) {
        var name = newName(region, params);
        if (!params.text("KeyType", "rsa").equals("rsa")
                || !params.text("KeyFormat", "pem").equals("pem")) {
            throw new Ec2Error("UnsupportedOperation", "This endpoint makes no other keys than RSA ones in PEM.");
        }
        var made = PublicKey.made();
        var pair = add(region, params, name, made.key());
        var tags = region.tags().of(pair.id());
        return xml -> {
            xml.text("keyName", name)
                    .text("keyFingerprint", made.key().fingerprint())
                    .text("keyMaterial", made.privatePem())
                    .text("keyPairId", pair.id());
            Tags.write(xml, tags);
        };
    }

    private static String newName(Region region, Params params) {
        var name = params.required("KeyName");
        if (name.length() > LONGEST_NAME) {
            throw Ec2Error.invalid(
                    "Value (" + name + ") for parameter KeyName is invalid. Length exceeds maximum of 255");
        }
        region.keyPairs().checkNew(name);
        return name;
    }

    private static Pair add(Region region, Params params, String name, PublicKey key) {
        var tags = Tags.ofType("key-pair", params, List.of("key-pair"));
        var pair = new Pair(region.ids().next("key-"), name, key, region.now());
        region.keyPairs().add(pair);
        region.tags().put(pair.id(), tags);
        return pair;
    }

    static Consumer<Xml> describe(Region region, Params params) {
        var names = params.list("KeyName");
        names.forEach(region.keyPairs()::checkKnown);
        var ids = params.list("KeyPairId");
        ids.forEach(region.keyPairs()::checkKnownId);
        var filters = Filters.of(params);
        filters.check(FILTERS);
        var withKey = Boolean.parseBoolean(params.text("IncludePublicKey"));
        var hits = region.keyPairs().all().stream()
                .filter(pair -> names.isEmpty() || names.contains(pair.name()))
                .filter(pair -> ids.isEmpty() || ids.contains(pair.id()))
                .filter(pair -> filters.match(region.tags().of(pair.id()), name -> attribute(pair, name)))
                .map(pair -> Map.entry(pair, region.tags().of(pair.id())))
                .toList();
        return xml -> xml.items("keySet", hits, (one, hit) -> {
            var pair = hit.getKey();
            one.text("keyPairId", pair.id())
                    .text("keyName", pair.name())
                    .text("keyFingerprint", pair.key().fingerprint())
                    .text("keyType", pair.key().type())
                    .text("publicKey", withKey ? pair.key().text() : null)
                    .text("createTime", Dates.text(pair.at()));
            Tags.write(one, hit.getValue());
        });
    }

    private static @Nullable Collection<String> attribute(Pair pair, String filter) {
        return switch (filter) {
            case "fingerprint" -> List.of(pair.key().fingerprint());
            case "key-name" -> List.of(pair.name());
            case "key-pair-id" -> List.of(pair.id());
            default -> null;
        };
    }

    // One that does not exist is no error: captured from moto 5.2.3, which has it from EC2.
    static Consumer<Xml> delete(Region region, Params params) {
        var id = params.text("KeyPairId");
        var name = id == null ? params.required("KeyName") : "";
        var gone = region.keyPairs().all().stream()
                .filter(pair ->
                        id == null ? pair.name().equals(name) : pair.id().equals(id))
                .toList();
        for (var pair : gone) {
            region.keyPairs().remove(pair);
            region.tags().removeAll(pair.id());
        }
        return xml -> {
            xml.text("return", true);
            gone.forEach(pair -> xml.text("keyPairId", pair.id()));
        };
    }
}
