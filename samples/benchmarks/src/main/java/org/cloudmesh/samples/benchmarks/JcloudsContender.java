package org.cloudmesh.samples.benchmarks;

import com.google.inject.AbstractModule;
import com.google.inject.Scopes;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.stream.IntStream;
import org.jclouds.Constants;
import org.jclouds.ContextBuilder;
import org.jclouds.aws.ec2.compute.AWSEC2TemplateOptions;
import org.jclouds.aws.ec2.config.AWSEC2HttpApiModule;
import org.jclouds.aws.filters.FormSignerV4;
import org.jclouds.compute.ComputeService;
import org.jclouds.compute.ComputeServiceContext;
import org.jclouds.compute.RunNodesException;
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
import org.jspecify.annotations.Nullable;

/**
 * jclouds' {@code ComputeService}, as a contender of {@link CloudsBenchmark}: told its one region, and to ask for images only
 * where they are wanted. Left alone it asks for 19 regions' images before anything else.
 */
public final class JcloudsContender {

    private final Contest contest;
    private @Nullable ComputeServiceContext context;

    private JcloudsContender(Contest contest) {
        this.contest = contest;
    }

    /** Is started by the benchmark. */
    public static void main(String[] args) throws Exception {
        var contender = new JcloudsContender(Contest.of(args));
        Contest.run(contender::work);
        contender.close();
    }

    private int work() throws RunNodesException {
        var open = context;
        if (open == null) {
            open = connect();
            context = open;
        }
        var service = open.getComputeService();
        return switch (contest.operation()) {
            case "list" -> service.listNodes().size();
            case "boot" -> boot(service);
            case "images" -> service.listImages().size();
            default -> throw new IllegalArgumentException(contest.operation());
        };
    }

    private int boot(ComputeService service) throws RunNodesException {
        var options = new AWSEC2TemplateOptions()
                .keyPair(Contest.KEY_PAIR)
                .securityGroupIds(contest.group())
                .nodeNames(IntStream.range(0, Contest.BOOTED)
                        .mapToObj("jclouds-%d"::formatted)
                        .toList())
                .blockUntilRunning(false);
        var template = service.templateBuilder()
                .imageId(Contest.REGION + "/" + contest.image())
                .hardwareId(Contest.FLAVOR)
                .locationId(Contest.REGION)
                .options(options)
                .build();
        return service.createNodesInGroup("jclouds", Contest.BOOTED, template).size();
    }

    private ComputeServiceContext connect() {
        var properties = new Properties();
        properties.setProperty("jclouds.regions", Contest.REGION);
        properties.setProperty("jclouds.region." + Contest.REGION + ".endpoint", contest.endpoint());
        // It wants a filter, and this one lets all of them pass.
        properties.setProperty(
                "jclouds.ec2.ami-query", contest.operation().equals("images") ? "image-type=machine" : "");
        properties.setProperty("jclouds.ec2.cc-ami-query", "");
        var patience = Long.toString(Duration.ofMinutes(30).toMillis());
        properties.setProperty(Constants.PROPERTY_SO_TIMEOUT, patience);
        return ContextBuilder.newBuilder("aws-ec2")
                .endpoint(contest.endpoint())
                .credentials(Contest.ACCESS_KEY, Contest.SECRET_KEY)
                .overrides(properties)
                .modules(List.of(new OneRegion(), new Scope()))
                .buildView(ComputeServiceContext.class);
    }

    private void close() {
        if (context != null) {
            context.close();
        }
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

    /** What a signature is for: it would be cut from the host's name. */
    private static final class Scope extends AbstractModule implements FormSignerV4.ServiceAndRegion {

        @Override
        protected void configure() {
            bind(FormSignerV4.ServiceAndRegion.class).toInstance(this);
        }

        @Override
        public String service() {
            return "ec2";
        }

        @Override
        public String region(String host) {
            return Contest.REGION;
        }
    }
}
