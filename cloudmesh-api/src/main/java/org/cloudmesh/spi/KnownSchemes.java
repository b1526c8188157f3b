package org.cloudmesh.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.cloudmesh.spi.CredentialScheme.Spelling;

/**
 * The schemes that several drivers share, with the words of cloudmesh's files of all years, of the AWS SDKs, of openstacksdk and
 * of Azure's SDKs.
 */
final class KnownSchemes {

    private KnownSchemes() {}

    static CredentialScheme aws() {
        // In the paper EC2_ACCESS_KEY is the id of the access key, beside EC2_SECRET_KEY.
        return CredentialScheme.of(s -> s.part(
                        "accessKeyId",
                        n -> n.settings(
                                        "EC2_ACCESS_ID",
                                        "EC2_ACCESS_KEY",
                                        "AWS_ACCESS_KEY_ID",
                                        "aws_access_key_id",
                                        "access_key_id",
                                        "accessKeyId")
                                .variables("AWS_ACCESS_KEY_ID")
                                .profileKeys("aws_access_key_id")
                                .answerFields("AccessKeyId"))
                .part(
                        "secretAccessKey",
                        n -> n.settings(
                                        "EC2_SECRET_KEY",
                                        "AWS_SECRET_ACCESS_KEY",
                                        "aws_secret_access_key",
                                        "secret_access_key",
                                        "secretAccessKey")
                                .variables("AWS_SECRET_ACCESS_KEY")
                                .profileKeys("aws_secret_access_key")
                                .answerFields("SecretAccessKey"))
                .part(
                        "sessionToken",
                        n -> n.settings("AWS_SESSION_TOKEN", "aws_session_token", "session_token", "sessionToken")
                                .variables("AWS_SESSION_TOKEN")
                                .profileKeys("aws_session_token")
                                .answerFields("SessionToken"))
                .anywhere(
                        "region",
                        n -> n.settings(
                                        "region",
                                        "location",
                                        "EC2_REGION",
                                        "AWS_REGION",
                                        "default.region",
                                        "default.location")
                                .variables("AWS_REGION", "AWS_DEFAULT_REGION")
                                .profileKeys("region"))
                .beside("caCertificate", n -> n.variables("AWS_CA_BUNDLE").profileKeys("ca_bundle"))
                .way("accessKeyId", "secretAccessKey"));
    }

    static CredentialScheme keystone() {
        return CredentialScheme.of(s -> s.part("authUrl", auth("auth_url"))
                .part("username", auth("username"))
                .part("userId", auth("user_id"))
                .part("password", auth("password"))
                .part("passcode", auth("passcode"))
                // Below credentials, the word token says what a token command gives.
                .part(
                        "token",
                        n -> n.settings("auth.token", "OS_TOKEN")
                                .variables("OS_TOKEN")
                                .cloudsPaths("auth.token"))
                .part("applicationCredentialId", auth("application_credential_id"))
                .part("applicationCredentialName", auth("application_credential_name"))
                .part("applicationCredentialSecret", auth("application_credential_secret"))
                // Until version 3 a project was a tenant; cm4's files have both words.
                .part("projectName", auth("project_name", "tenant_name"))
                .part("projectId", auth("project_id", "tenant_id"))
                .part("userDomainName", auth("user_domain_name"))
                .part("userDomainId", auth("user_domain_id"))
                .part("projectDomainName", auth("project_domain_name"))
                .part("projectDomainId", auth("project_domain_id"))
                .part("domainName", auth("domain_name"))
                .part("domainId", auth("domain_id"))
                .beside(
                        "region",
                        n -> n.settings(
                                        "region_name",
                                        "region",
                                        "OS_REGION_NAME",
                                        "OS_REGION",
                                        "default.region",
                                        "default.location")
                                .variables("OS_REGION_NAME")
                                .cloudsPaths("region_name"))
                .beside(
                        "interface",
                        n -> n.settings("interface", "OS_INTERFACE", "OS_ENDPOINT_TYPE")
                                .variables("OS_INTERFACE", "OS_ENDPOINT_TYPE")
                                .cloudsPaths("interface", "endpoint_type"))
                .beside(
                        "identityApiVersion",
                        n -> n.settings("identity_api_version", "OS_IDENTITY_API_VERSION")
                                .variables("OS_IDENTITY_API_VERSION")
                                .cloudsPaths("identity_api_version"))
                .beside("caCertificate", n -> n.variables("OS_CACERT").cloudsPaths("cacert"))
                .beside("verify", n -> n.cloudsPaths("verify"))
                .beside("insecure", n -> n.variables("OS_INSECURE").cloudsPaths("insecure"))
                .way("authUrl", "username", "password")
                .way("authUrl", "userId", "password")
                .way("authUrl", "username", "passcode")
                .way("authUrl", "userId", "passcode")
                .way("authUrl", "applicationCredentialId", "applicationCredentialSecret")
                .way("authUrl", "username", "applicationCredentialName", "applicationCredentialSecret")
                .way("authUrl", "userId", "applicationCredentialName", "applicationCredentialSecret")
                .way("authUrl", "token")
                .tokens("password", "passcode", "token"));
    }

    static CredentialScheme azure() {
        return CredentialScheme.of(s -> s.part("tenantId", azureWord("AZURE_TENANT_ID", "tenantId"))
                .part("clientId", azureWord("AZURE_APPLICATION_ID", "AZURE_CLIENT_ID", "clientId"))
                .part("clientSecret", azureWord("AZURE_SECRET_KEY", "AZURE_CLIENT_SECRET", "clientSecret"))
                .anywhere("subscriptionId", azureWord("AZURE_SUBSCRIPTION_ID", "subscriptionId"))
                .anywhere(
                        "region",
                        azureWord(
                                "AZURE_REGION",
                                "region",
                                "location",
                                "AZURE_LOCATION",
                                "default.location",
                                "default.region"))
                .way("tenantId", "subscriptionId", "clientId", "clientSecret"));
    }

    /** What openstacksdk has below {@code auth}, and the environment with {@code OS_} before it. */
    private static Consumer<Spelling> auth(String... words) {
        return n -> {
            var settings = new ArrayList<String>();
            var variables = new ArrayList<String>();
            var paths = new ArrayList<String>();
            for (var word : words) {
                var variable = "OS_" + word.toUpperCase(Locale.ROOT);
                settings.addAll(List.of("auth." + word, variable, word));
                variables.add(variable);
                paths.add("auth." + word);
            }
            n.settings(settings.toArray(String[]::new))
                    .variables(variables.toArray(String[]::new))
                    .cloudsPaths(paths.toArray(String[]::new));
        };
    }

    /** The first words of a file; the environment has those in capitals. */
    private static Consumer<Spelling> azureWord(String... words) {
        var capitals =
                Arrays.stream(words).filter(word -> word.startsWith("AZURE_")).toArray(String[]::new);
        return n -> n.settings(words).variables(capitals);
    }
}
