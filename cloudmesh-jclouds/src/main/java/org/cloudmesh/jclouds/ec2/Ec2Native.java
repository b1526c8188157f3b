package org.cloudmesh.jclouds.ec2;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cloudmesh.jclouds.http.HttpSettings;
import org.cloudmesh.jclouds.http.NativeHandle;
import org.cloudmesh.jclouds.http.NativeHttp;
import org.cloudmesh.spi.CloudContext;
import org.jclouds.ContextBuilder;
import org.jclouds.aws.ec2.AWSEC2Api;
import org.jclouds.aws.ec2.AWSEC2ProviderMetadata;
import org.jclouds.aws.ec2.config.AWSEC2HttpApiModule;
import org.jclouds.aws.filters.FormSignerV4;
import org.jclouds.compute.ComputeService;
import org.jclouds.compute.ComputeServiceContext;
import org.jclouds.ec2.suppliers.DescribeAvailabilityZonesInRegion;
import org.jclouds.location.config.LocationModule;
import org.jclouds.location.suppliers.RegionIdToURISupplier;
import org.jclouds.location.suppliers.RegionIdToZoneIdsSupplier;
import org.jclouds.location.suppliers.RegionIdsSupplier;
import org.jclouds.location.suppliers.ZoneIdToURISupplier;
import org.jclouds.location.suppliers.ZoneIdsSupplier;
import org.jclouds.location.suppliers.derived.ZoneIdToURIFromJoinOnRegionIdToURI;
import org.jclouds.location.suppliers.derived.ZoneIdsFromRegionIdToZoneIdsValues;
import org.jclouds.location.suppliers.fromconfig.RegionIdToURIFromConfigurationOrDefaultToProvider;
import org.jclouds.location.suppliers.fromconfig.RegionIdsFromConfiguration;
import org.jclouds.rest.ConfiguresHttpApi;

/** jclouds' own view of the account, of the same region and endpoint. Thread-safe. */
final class Ec2Native implements AutoCloseable {

    private final CloudContext context;
    private final String region;
    private final HttpSettings settings;
    private final NativeHandle handle = new NativeHandle(this::builder, AWSEC2Api.class);

    Ec2Native(CloudContext context, String region, HttpSettings settings) {
        this.context = context;
        this.region = region;
        this.settings = settings;
    }

    static boolean has(Class<?> type) {
        return List.of(ComputeServiceContext.class, ComputeService.class, AWSEC2Api.class)
                .contains(type);
    }

    <T> Optional<T> unwrap(Class<T> type) {
        return handle.unwrap(type);
    }

    private ContextBuilder builder() {
        var endpoint = settings.endpoint().toString();
        var properties = NativeHttp.properties(context.config(), settings);
        properties.setProperty("jclouds.regions", region);
        properties.setProperty("jclouds.region." + region + ".endpoint", endpoint);
        // Tens of thousands of images would be fetched for the first question.
        properties.setProperty("jclouds.ec2.ami-query", "");
        properties.setProperty("jclouds.ec2.cc-ami-query", "");
        var modules = new ArrayList<>(NativeHttp.modules(context.config(), settings));
        modules.add(new OneRegion());
        modules.add(new Scoped(region));
        return ContextBuilder.newBuilder(new AWSEC2ProviderMetadata())
                .endpoint(endpoint)
                .credentialsSupplier(() -> Ec2Signing.credentials(context.config()))
                .overrides(properties)
                .modules(modules);
    }

    /** Left alone, it asks EC2 for all regions, and goes where that says. */
    @ConfiguresHttpApi
    private static final class OneRegion extends AWSEC2HttpApiModule {

        @Override
        protected void installLocations() {
            install(new LocationModule());
            bind(RegionIdsSupplier.class).to(RegionIdsFromConfiguration.class).in(Scopes.SINGLETON);
            bind(RegionIdToURISupplier.class)
                    .to(RegionIdToURIFromConfigurationOrDefaultToProvider.class)
                    .in(Scopes.SINGLETON);
            bind(RegionIdToZoneIdsSupplier.class)
                    .to(DescribeAvailabilityZonesInRegion.class)
                    .in(Scopes.SINGLETON);
            bind(ZoneIdsSupplier.class)
                    .to(ZoneIdsFromRegionIdToZoneIdsValues.class)
                    .in(Scopes.SINGLETON);
            bind(ZoneIdToURISupplier.class)
                    .to(ZoneIdToURIFromJoinOnRegionIdToURI.class)
                    .in(Scopes.SINGLETON);
        }
    }

    private static final class Scoped extends AbstractModule {

        private final String region;

        Scoped(String region) {
            this.region = region;
        }

        @Override
        protected void configure() {
            bind(FormSignerV4.ServiceAndRegion.class).toInstance(new Ec2Signing.Scope(region));
        }
    }

    /** Ends its threads. */
    @Override
    public void close() {
        handle.close();
    }
}
