package org.cloudmesh.internal.credentials;

import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.cloudmesh.CancelledException;
import org.cloudmesh.internal.runtime.Nearest;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Credentials;
import org.cloudmesh.spi.ProxyAddress;

/** What a section says, and where it leads. */
public final class SectionConfig implements CloudConfig {

    /** So that a request that is being made does not arrive too late. */
    private static final Duration MARGIN = Duration.ofMinutes(1);

    private final CloudSection section;
    private final Surroundings surroundings;
    private final ReentrantLock asking = new ReentrantLock();
    private final Map<CredentialScheme, Credentials> answers = new HashMap<>();

    /** Reads no file. */
    public SectionConfig(CloudSection section, Surroundings surroundings) {
        this.section = section;
        this.surroundings = surroundings;
    }

    /** Of settings given in code, in the surroundings of this process. */
    public static SectionConfig of(String cloud, Map<String, String> settings) {
        var section = new LinkedHashMap<String, Setting>();
        settings.forEach((key, value) -> section.put(key, new Setting(value, null, null)));
        return new SectionConfig(
                new CloudSection(cloud, "cloudmesh.cloud." + cloud, null, null, section), Surroundings.ofProcess());
    }

    @Override
    public String cloud() {
        return section.cloud();
    }

    @Override
    public Optional<String> find(String key) {
        return Optional.ofNullable(section.find(key)).map(Setting::value);
    }

    @Override
    public String get(String key) {
        return find(key)
                .orElseThrow(() -> section.fault(
                        key, "this is not set; %s; next: add it".formatted(Nearest.known(key, section.keys()))));
    }

    /** One at a time: who asks while a command runs, gets its answer. */
    @Override
    public Credentials credentials(CredentialScheme scheme) {
        return alone(() -> {
            var answer = answers.get(scheme);
            return answer == null || isOver(answer) ? ask(scheme) : answer;
        });
    }

    @Override
    public Credentials renewCredentials(CredentialScheme scheme) {
        return alone(() -> ask(scheme));
    }

    private Credentials ask(CredentialScheme scheme) {
        answers.remove(scheme);
        var answer = resolve(scheme).credentials(surroundings.now());
        answers.put(scheme, answer);
        return answer;
    }

    /** Whoever waits for another's command can be interrupted, unlike at a monitor. */
    private Credentials alone(Supplier<Credentials> question) {
        try {
            asking.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(
                    "the wait for the credentials of cloud \"%s\" was interrupted".formatted(cloud()));
        }
        try {
            return question.get();
        } finally {
            asking.unlock();
        }
    }

    private boolean isOver(Credentials answer) {
        var end = answer.expiresAt();
        return end != null && !surroundings.now().isBefore(end.minus(MARGIN));
    }

    private Resolution resolve(CredentialScheme scheme) {
        return new Resolver(section, scheme, surroundings).resolve();
    }

    @Override
    public Optional<ProxyAddress> proxy(URI endpoint) {
        return new Proxies(section, surroundings).find(endpoint);
    }

    @Override
    public X509TrustManager trustManager(CredentialScheme scheme) {
        return new Authorities(section, surroundings).trustManager(() -> resolve(scheme));
    }

    @Override
    public SSLContext sslContext(CredentialScheme scheme) {
        return Authorities.context(trustManager(scheme));
    }

    @Override
    public String toString() {
        return section.toString();
    }
}
