package org.cloudmesh.internal.credentials;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.cloudmesh.ConfigException;
import org.jspecify.annotations.Nullable;

/** Whom to trust: the JVM's own authorities, and a private one if the cloud has one. */
record Authorities(CloudSection section, Surroundings surroundings) {

    private static final List<String> FILES = List.of("cacert", "ca_certificate", "OS_CACERT", "caCertificate");
    private static final List<String> VERIFY = List.of("verify");
    private static final List<String> INSECURE = List.of("insecure", "OS_INSECURE");
    private static final Set<String> YES = Set.of("true", "yes", "on", "1");
    private static final Set<String> NO = Set.of("false", "no", "off", "0");
    private static final String REFUSAL =
            "a cloud is not connected to without checking its certificate; next: remove this, and name its authority's"
                    + " PEM file by cacert";

    /**
     * The trust manager.
     *
     * @param resolution asked if the section names no file
     */
    X509TrustManager trustManager(Supplier<Resolution> resolution) {
        refuse(VERIFY, NO);
        refuse(INSECURE, YES);
        var key = key(FILES);
        var setting = section.find(key);
        if (key != null && setting != null) {
            return trusting(PemFile.read(
                    surroundings.path(setting.value()),
                    surroundings.now(),
                    (file, sentence) -> section.fault(key, surroundings.shown(file) + " " + sentence)));
        }
        var resolved = resolution.get();
        refuse(resolved);
        var path = resolved.values().get("caCertificate");
        if (path == null) {
            path = ofEnvironment(resolved);
        }
        return trusting(path == null ? List.of() : certificates(surroundings.path(path)));
    }

    private List<X509Certificate> certificates(Path path) {
        return PemFile.read(
                path, surroundings.now(), (file, sentence) -> new ConfigException(file, null, null, sentence));
    }

    /** A private authority may be known to the whole environment, wherever the credentials are from. */
    private @Nullable String ofEnvironment(Resolution resolved) {
        return new EnvironmentSource(surroundings)
                .read(resolved.scheme())
                .values()
                .get("caCertificate");
    }

    private @Nullable String key(List<String> spellings) {
        for (var spelling : spellings) {
            for (var key : List.of(spelling, "credentials." + spelling)) {
                if (section.find(key) != null) {
                    return key;
                }
            }
        }
        return null;
    }

    private void refuse(List<String> spellings, Set<String> words) {
        var key = key(spellings);
        var setting = section.find(key);
        if (key != null && setting != null && words.contains(setting.value().toLowerCase(Locale.ROOT))) {
            throw section.fault(key, REFUSAL);
        }
    }

    private static void refuse(Resolution resolved) {
        var words = Map.of("verify", NO, "insecure", YES);
        words.forEach((name, refused) -> {
            if (refused.contains(resolved.values().getOrDefault(name, "").toLowerCase(Locale.ROOT))) {
                throw new ConfigException("%s, %s: %s".formatted(resolved.source(), name, REFUSAL));
            }
        });
    }

    private static X509TrustManager trusting(List<X509Certificate> more) {
        try {
            var common = manager(null);
            if (more.isEmpty()) {
                return common;
            }
            var all = new ArrayList<>(Arrays.asList(common.getAcceptedIssuers()));
            all.addAll(more);
            var store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (int i = 0; i < all.size(); i++) {
                store.setCertificateEntry("authority-" + i, all.get(i));
            }
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this JVM has no usable TLS: " + e.getMessage(), e);
        }
    }

    private static X509TrustManager manager(@Nullable KeyStore authorities) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(X509TrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    static SSLContext context(X509TrustManager manager) {
        try {
            var context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no usable TLS: " + e.getMessage(), e);
        }
    }
}
