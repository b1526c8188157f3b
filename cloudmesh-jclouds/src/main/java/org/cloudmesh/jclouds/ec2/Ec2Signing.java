package org.cloudmesh.jclouds.ec2;

import com.google.common.base.Supplier;
import com.google.inject.AbstractModule;
import com.google.inject.Module;
import com.google.inject.Provides;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.cloudmesh.spi.CloudConfig;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CredentialScheme;
import org.jclouds.aws.domain.SessionCredentials;
import org.jclouds.aws.filters.FormSignerV4;
import org.jclouds.date.TimeStamp;
import org.jclouds.domain.Credentials;
import org.jclouds.location.Provider;
import org.jclouds.rest.annotations.ApiVersion;

/** What jclouds' signature of version 4 wants to know. */
final class Ec2Signing {

    private static final DateTimeFormatter BASIC =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private Ec2Signing() {}

    /** What a {@link FormSignerV4} is made of. */
    static Module of(CloudContext context, String region) {
        return new SignerModule(context, region);
    }

    /** As they are now. */
    static Credentials credentials(CloudConfig config) {
        var found = config.credentials(CredentialScheme.AWS);
        var id = found.get("accessKeyId");
        var secret = found.get("secretAccessKey");
        var token = found.find("sessionToken");
        return token.isPresent()
                ? SessionCredentials.builder()
                        .accessKeyId(id)
                        .secretAccessKey(secret)
                        .sessionToken(token.get())
                        .build()
                : new Credentials(id, secret);
    }

    /** What a signature is for: jclouds would cut it from the host's name, which only Amazon's tell. */
    record Scope(String name) implements FormSignerV4.ServiceAndRegion {

        @Override
        public String service() {
            return "ec2";
        }

        @Override
        public String region(String host) {
            return name;
        }
    }

    private static final class SignerModule extends AbstractModule {

        private final CloudContext context;
        private final String region;

        SignerModule(CloudContext context, String region) {
            this.context = context;
            this.region = region;
        }

        @Override
        protected void configure() {
            bind(FormSignerV4.ServiceAndRegion.class).toInstance(new Scope(region));
            bind(String.class).annotatedWith(ApiVersion.class).toInstance(Ec2Query.VERSION);
        }

        /** Asked at each request: a session's change. */
        @Provides
        @Provider
        Supplier<Credentials> credentials() {
            return () -> Ec2Signing.credentials(context.config());
        }

        @Provides
        @TimeStamp
        String timeStamp() {
            return BASIC.format(context.time().now());
        }
    }
}
