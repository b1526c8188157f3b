package org.cloudmesh.spi;

import java.net.URI;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.cloudmesh.ConfigException;
import org.cloudmesh.internal.credentials.SectionConfig;

/**
 * What the configuration says of one cloud, and what a driver logs in with and connects by. Its settings do not change;
 * {@code toString} shows none of their values. Thread-safe. Nothing but {@link #find} and {@link #get} is for opening a
 * mesh: the others read files, or run a command, and are for connecting.
 *
 * <p><b>Credentials</b> are taken from the first of these that has any of the set a {@link CredentialScheme} describes:
 * <ol>
 *   <li>the cloud's own section. A set may be written there, or be named there: {@code profile} (of {@code ~/.aws}),
 *       {@code os_cloud} (of {@code clouds.yaml}), {@code openrc} (a file), {@code token_command};
 *   <li>the environment: {@code AWS_ACCESS_KEY_ID}, {@code OS_USERNAME}, {@code AZURE_CLIENT_ID} and their like;
 *   <li>{@code ~/.aws/credentials} and {@code ~/.aws/config}; {@code clouds.yaml} and {@code secure.yaml}.
 * </ol>
 * A set is taken whole from one of them. Where the first has half a set, that is a fault, told at once, and not mended with
 * another one's values: an access key and a secret of two accounts fail later, and less clearly. What is no secret and bound
 * to no account (a region of EC2, say) may come from further down.
 *
 * <p><b>A token command</b> ({@code credentials.token_command}: a list of arguments, or a text that is split as a shell would
 * and run without one) gives what changes with each login: {@code credentials.token} says which of the scheme's names that
 * is ({@code passcode}, {@code password}, {@code token}); if it does not, it is the first that the set lacks. The first line
 * printed is the value; if a JSON object is printed, its fields are ({@code AccessKeyId}, {@code SecretAccessKey},
 * {@code SessionToken}, {@code Expiration}, as {@code credential_process} has it). It gets an empty standard input and the
 * program's own standard error, to tell people what to touch, and {@code credentials.token_timeout} (seconds, or as
 * {@code 30s}, {@code 2m}; one minute if it is not said).
 */
public interface CloudConfig {

    /** No settings: a cloud that was passed in code. Its credentials come from the environment and the files. */
    static CloudConfig none(String cloud) {
        return of(cloud, Map.of());
    }

    /** Settings given in code, by dotted key, such as {@code credentials.EC2_ACCESS_ID}. */
    static CloudConfig of(String cloud, Map<String, String> settings) {
        return SectionConfig.of(cloud, settings);
    }

    /** The cloud's name in the mesh. */
    String cloud();

    /**
     * The setting of that dotted key below the cloud, such as {@code cm.host} or {@code default.username}, as it is written;
     * empty if it is not set.
     */
    Optional<String> find(String key);

    /**
     * The setting of that dotted key below the cloud.
     *
     * @throws ConfigException if it is not set, with the nearest that are
     */
    String get(String key);

    /**
     * What to log in with. Asked when a driver connects: files are read and the token command is run at the first call; later
     * ones get the same answer, until a minute before it expires.
     *
     * @throws ConfigException if there is none, with each place that was looked at; if there is half a set; if a file cannot be
     *     read; if the token command fails. No message has a value in it
     * @throws org.cloudmesh.CancelledException if the thread was interrupted while the token command ran
     */
    Credentials credentials(CredentialScheme scheme);

    /**
     * The same, without regard to what was answered before: for a driver whose credentials were refused, or whose session is
     * over. A passcode is good for one login.
     */
    Credentials renewCredentials(CredentialScheme scheme);

    /**
     * The proxy to reach that endpoint by: the cloud's {@code proxy} ({@code http://user:password@host:3128},
     * {@code socks5://host:1080}, {@code none}); where it is not set, {@code HTTPS_PROXY} or {@code ALL_PROXY}, unless
     * {@code NO_PROXY} names the host or the host is this machine.
     *
     * @throws ConfigException if it is no address of a proxy
     */
    Optional<ProxyAddress> proxy(URI endpoint);

    /**
     * Whom to trust: the authorities of this JVM, and those in the PEM file that the cloud's {@code cacert} or
     * {@code ca_certificate} names, or else its credentials' source ({@code OS_CACERT}, {@code AWS_CA_BUNDLE}, {@code cacert}
     * in {@code clouds.yaml}). {@code verify: false} and {@code insecure: true} are refused.
     *
     * @throws ConfigException if the file is missing, has no certificate, or one that is not valid now; as
     *     {@link #credentials}, but no token command is run
     */
    X509TrustManager trustManager(CredentialScheme scheme);

    /** TLS with {@link #trustManager} and no certificate of one's own. */
    SSLContext sslContext(CredentialScheme scheme);
}
