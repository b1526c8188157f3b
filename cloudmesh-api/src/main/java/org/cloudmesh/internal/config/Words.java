package org.cloudmesh.internal.config;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.cloudmesh.spi.CredentialScheme;
import org.jspecify.annotations.Nullable;

/** The words of the original's files, of all years. This is the only place where they are listed. */
final class Words {

    /** What a default for all clouds may say of a machine. */
    static final Set<String> DEFAULTS_FOR_ALL = Set.of("image", "flavor", "size", "location", "region");

    /** The kinds of clouds that are known by name; others are left to whoever drives them. */
    static final Set<String> KINDS = Set.of(
            "aws",
            "ec2",
            "azure",
            "openstack",
            "google",
            "oracle",
            "eucalyptus",
            "hosts",
            "local",
            "sim",
            "vagrant",
            "virtualbox",
            "multipass",
            "docker");

    /** Login, key and region words that are credentials even where they stand beside the heading. */
    static final Set<String> CREDENTIALS = Set.of(
            "EC2_ACCESS_KEY",
            "EC2_ACCESS_ID",
            "EC2_SECRET_KEY",
            "EC2_SECURITY_GROUP",
            "EC2_PRIVATE_KEY",
            "EC2_PRIVATE_KEY_FILE_PATH",
            "EC2_PRIVATE_KEY_FILE_NAME",
            "EC2_CERT",
            "EC2_URL",
            "EC2_REGION",
            "NOVA_CERT",
            "EUCALYPTUS_CERT",
            "access_key_id",
            "secret_access_key",
            "privatekeyfile",
            "keyname",
            "userid",
            "AZURE_TENANT_ID",
            "AZURE_SUBSCRIPTION_ID",
            "AZURE_APPLICATION_ID",
            "AZURE_SECRET_KEY",
            "AZURE_REGION",
            "AZURE_MANAGEMENT_CERT_PATH",
            "subscriptionid",
            "managementcertfile",
            "servicecertfile",
            "thumbprint",
            "OS_AUTH_URL",
            "OS_USERNAME",
            "OS_PASSWORD",
            "OS_TENANT_NAME",
            "OS_TENANT_ID",
            "OS_PROJECT_NAME",
            "OS_PROJECT_ID",
            "OS_PROJECT_DOMAIN_NAME",
            "OS_PROJECT_DOMAIN_ID",
            "OS_USER_DOMAIN_NAME",
            "OS_USER_DOMAIN_ID",
            "OS_REGION_NAME",
            "OS_REGION",
            "OS_INTERFACE",
            "OS_IDENTITY_API_VERSION",
            "OS_IMAGE_API_VERSION",
            "OS_VOLUME_API_VERSION",
            "OS_VERSION",
            "OS_CACERT",
            "OS_OPENRC",
            "OS_KEY_PATH",
            "auth_url",
            "auth_uri",
            "client_id",
            "client_email",
            "private_key",
            "private_key_id",
            "token_uri",
            "auth_provider_x509_cert_url",
            "client_x509_cert_url",
            "project_id",
            "project_name",
            "user_domain_name",
            "region_name",
            "identity_api_version",
            "key_path");

    /** Where credentials name the location, the first that is set. */
    static final List<String> REGIONS =
            List.of("region", "location", "region_name", "OS_REGION_NAME", "OS_REGION", "AZURE_REGION", "EC2_REGION");

    /** Credentials that name a file, so that ~ in them is the home directory. */
    static final Set<String> FILES = Set.of(
            "EC2_PRIVATE_KEY_FILE_PATH",
            "EC2_PRIVATE_KEY",
            "EC2_CERT",
            "NOVA_CERT",
            "EUCALYPTUS_CERT",
            "OS_CACERT",
            "OS_OPENRC",
            "OS_KEY_PATH",
            "key_path",
            "privatekeyfile",
            "managementcertfile",
            "servicecertfile",
            "thumbprint",
            "AZURE_MANAGEMENT_CERT_PATH",
            "publickey",
            "privatekey");

    private static final Map<String, String> KIND_BY_NAME = Map.ofEntries(
            Map.entry("chameleon", "openstack"),
            Map.entry("jetstream", "openstack"),
            Map.entry("india", "openstack"),
            Map.entry("sierra", "openstack"),
            Map.entry("juno", "openstack"),
            Map.entry("kilo", "openstack"),
            Map.entry("hp", "openstack"),
            Map.entry("gcp", "google"),
            Map.entry("gce", "google"));

    private static final Set<String> TOP = Set.of(
            "profile",
            "security",
            "default",
            "cloud",
            "clouds",
            "storage",
            "volume",
            "database",
            "registry",
            "data",
            "cluster",
            "active",
            "github",
            "key",
            "keys",
            "projects",
            "launcher",
            "refresh",
            "location",
            "hosts",
            "version",
            "meta");
    private static final Set<String> PROFILE = Set.of(
            "firstname",
            "lastname",
            "email",
            "user",
            "username",
            "github",
            "publickey",
            "address",
            "key",
            "phone",
            "uid",
            "gid");
    private static final Set<String> SECURITY =
            Set.of("encryption", "publickey", "privatekey", "secpath", "secrets", "exceptions");
    private static final Set<String> DEFAULT = Set.of(
            "group",
            "experiment",
            "cloud",
            "cluster",
            "trace",
            "debug",
            "timer",
            "name",
            "image",
            "size",
            "flavor",
            "location",
            "region",
            "key",
            "refresh",
            "user",
            "username",
            "vm");
    private static final Set<String> CLOUD = Set.of(
            "cm",
            "default",
            "credentials",
            "kind",
            "type",
            "active",
            "label",
            "host",
            "hosts",
            "heading",
            "version",
            "proxy",
            "cacert",
            "endpoint",
            "requests_per_second",
            "cm_heading",
            "cm_host",
            "cm_label",
            "cm_type",
            "cm_type_version",
            "cm_service_url_type");
    private static final Set<String> CM =
            Set.of("active", "heading", "host", "label", "kind", "version", "service", "type");
    private static final Set<String> CLOUD_DEFAULT = Set.of(
            "image",
            "size",
            "flavor",
            "username",
            "location",
            "region",
            "network",
            "group",
            "resource_group",
            "storage_account",
            "subnet",
            "blob_container",
            "key",
            "name",
            "secgroup",
            "ssh_from",
            "address",
            "floating_pool",
            "image_owner",
            "EC2_PRIVATE_KEY_FILE_NAME",
            "EC2_SECURITY_GROUP",
            "AZURE_VM_IP_CONFIG",
            "AZURE_VM_NIC",
            "AZURE_VM_DISK_NAME",
            "AZURE_VM_USER",
            "AZURE_VM_PASSWORD",
            "AZURE_VM_NAME");
    private static final Set<String> NESTED_CREDENTIALS = Set.of(
            "auth",
            "region",
            "location",
            "interface",
            "username",
            "password",
            "auth_url",
            "proxy",
            "cacert",
            "profile",
            "os_cloud",
            "openrc",
            "token",
            "token_command",
            "token_timeout");
    private static final Set<String> AUTH = settings("auth.");
    private static final Set<String> MONGO = Set.of(
            "MONGO_AUTOINSTALL",
            "MONGO_BREWINSTALL",
            "LOCAL",
            "MODE",
            "MONGO_DBNAME",
            "MONGO_HOST",
            "MONGO_PORT",
            "MONGO_USERNAME",
            "MONGO_PASSWORD",
            "MONGO_URI",
            "MONGO_TLS",
            "MONGO_CA",
            "MONGO_UNAUTHENTICATED",
            "MONGO_DOWNLOAD",
            "MONGO_HOME",
            "MONGO_PATH",
            "MONGO_LOG");

    private static final Set<String> CLOUD_OR_CREDENTIALS = union(CLOUD, CREDENTIALS);
    private static final Set<String> ALL_CREDENTIALS = union(union(NESTED_CREDENTIALS, CREDENTIALS), settings(""));

    private Words() {}

    /** The kind of a cloud that does not say, by its name; null if the name tells nothing. */
    static @Nullable String kindOf(String cloud) {
        return KINDS.contains(cloud) ? cloud : KIND_BY_NAME.get(cloud);
    }

    /** Whether a key stands beside a cloud's credentials, and is none of them. */
    static boolean isOfCloud(String key) {
        return CLOUD.contains(key);
    }

    /** The keys that are known below a parent; none where nothing is listed. */
    static Set<String> below(KeyPath parent) {
        if (parent.size() == 0) {
            return TOP;
        }
        if (Spellings.isInCloud(parent)) {
            return belowCloud(parent);
        }
        return switch (parent.dotted()) {
            case "profile" -> PROFILE;
            case "security" -> SECURITY;
            case "default" -> DEFAULT;
            case "data.mongo" -> MONGO;
            default -> Set.of();
        };
    }

    private static Set<String> belowCloud(KeyPath parent) {
        return switch (parent.from(2).dotted()) {
            case "" -> CLOUD_OR_CREDENTIALS;
            case "cm" -> CM;
            case "default" -> CLOUD_DEFAULT;
            case "credentials" -> ALL_CREDENTIALS;
            case "credentials.auth" -> AUTH;
            default -> Set.of();
        };
    }

    /** What the known schemes read below that heading. */
    private static Set<String> settings(String heading) {
        return Stream.of(CredentialScheme.AWS, CredentialScheme.KEYSTONE, CredentialScheme.AZURE)
                .flatMap(scheme -> scheme.names().stream())
                .flatMap(name -> name.settings().stream())
                .filter(each -> each.startsWith(heading) && each.indexOf('.', heading.length()) < 0)
                .map(each -> each.substring(heading.length()))
                .collect(Collectors.toSet());
    }

    private static Set<String> union(Set<String> a, Set<String> b) {
        var all = new HashSet<>(a);
        all.addAll(b);
        return all;
    }
}
