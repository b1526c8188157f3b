package org.cloudmesh.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DescribeTest {

    private static final int MANY = 24_000;

    private final Ec2Rig rig = new Ec2Rig(o -> o.images(MANY).regions("us-east-1", "eu-west-1"));

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void seesALaunchOnlyAfterAWhile() {
        try (var late = new Ec2Rig(o -> o.visibleAfter(Duration.ofSeconds(5)))) {
            var ids = late.launch(1);

            assertThat(late.client.ask("DescribeInstances").all("instanceId")).isEmpty();
            assertThat(late.on("DescribeInstances", ids).code()).isEqualTo("InvalidInstanceID.NotFound");
            assertThat(late.on("TerminateInstances", ids).code()).isEqualTo("InvalidInstanceID.NotFound");
            assertThat(late.client
                            .ask("CreateTags", "ResourceId.1", ids.get(0), "Tag.1.Key", "a", "Tag.1.Value", "b")
                            .code())
                    .isEqualTo("InvalidInstanceID.NotFound");
            assertThat(late.ec2.instances()).hasSize(1);

            late.time.advance(Duration.ofSeconds(5));
            assertThat(late.on("DescribeInstances", ids).all("instanceId")).isEqualTo(ids);
        }
    }

    @Test
    void filtersByAllFiltersAndAnyOfTheirValues() {
        rig.ec2.putInstance("us-east-1", Map.of("Name", "web-1", "team", "a"));
        rig.ec2.putInstance("us-east-1", Map.of("Name", "web-2", "team", "b"));
        rig.ec2.putInstance("us-east-1", Map.of("Name", "db*1", "team", "a"));
        rig.ec2.putInstance("eu-west-1", Map.of("Name", "web-1"));

        assertThat(found("tag:Name", "web-?")).hasSize(2);
        assertThat(found("tag:Name", "web*", "tag:team", "a")).hasSize(1);
        assertThat(found("tag:Name", "db\\*1")).hasSize(1);
        assertThat(found("tag:Name", "WEB-1")).isEmpty();
        assertThat(found("tag-key", "team")).hasSize(3);
        assertThat(found("instance-state-name", "running")).hasSize(3);
        assertThat(found("instance-state-name", "stopped")).isEmpty();
        var two = rig.client.ask(
                "DescribeInstances",
                "Filter.1.Name",
                "tag:Name",
                "Filter.1.Value.1",
                "web-1",
                "Filter.1.Value.2",
                "web-2");
        assertThat(two.all("instanceId")).hasSize(2);
    }

    @Test
    void refusesAFilterItDoesNotHaveEvenWhereThereIsNothing() {
        var refused = rig.client.ask("DescribeInstances", "Filter.1.Name", "colour", "Filter.1.Value.1", "red");

        assertThat(refused.one("Message")).isEqualTo("The filter 'colour' is invalid");
    }

    @Test
    void answersEverythingAtOnceOrPageByPage() {
        rig.launch(12);
        rig.launch(3);

        var pages = new ArrayList<List<String>>();
        var answer = rig.client.ask("DescribeInstances", "MaxResults", 5);
        pages.add(answer.all("instanceId"));
        while (answer.body().contains("<nextToken>")) {
            answer = rig.client.ask("DescribeInstances", "MaxResults", 5, "NextToken", answer.one("nextToken"));
            pages.add(answer.all("instanceId"));
        }

        assertThat(pages).extracting(List::size).containsExactly(5, 5, 5);
        assertThat(pages.stream().flatMap(List::stream).toList())
                .isEqualTo(rig.client.ask("DescribeInstances").all("instanceId"))
                .hasSize(15);
    }

    @Test
    void losesNothingWhenAnInstanceVanishesBetweenTwoPages() {
        var ids = rig.launch(10);
        var first = rig.client.ask("DescribeInstances", "MaxResults", 5);
        rig.on("TerminateInstances", ids.subList(0, 5));
        rig.time.advance(Duration.ofHours(2));

        var second = rig.client.ask("DescribeInstances", "MaxResults", 5, "NextToken", first.one("nextToken"));

        assertThat(second.all("instanceId")).isEqualTo(ids.subList(5, 10));
    }

    @Test
    void refusesPagesOfNamedInstancesAndPagesThatAreTooSmall() {
        var ids = rig.launch(1);

        assertThat(rig.client
                        .ask("DescribeInstances", "InstanceId.1", ids.get(0), "MaxResults", 5)
                        .code())
                .isEqualTo("InvalidParameterCombination");
        assertThat(rig.client.ask("DescribeInstances", "MaxResults", 4).code()).isEqualTo("InvalidParameterValue");
        assertThat(rig.client.ask("DescribeInstances", "NextToken", "made up").code())
                .isEqualTo("InvalidPaginationToken");
    }

    @Test
    void hasManyImagesEachWithAnIdAndANameOfItsOwn() {
        var all = rig.client.ask("DescribeImages");

        assertThat(all.all("imageId")).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(all.all("name")).hasSize(MANY).doesNotHaveDuplicates();
        assertThat(rig.ec2.images("eu-west-1"))
                .extracting(Ec2Image::id)
                .doesNotContainAnyElementsOf(all.all("imageId").subList(0, 100));
    }

    @Test
    void findsImagesByOwnerFilterAndId() {
        var id = rig.image("arm64");

        assertThat(rig.client.ask("DescribeImages", "ImageId.1", id).all("architecture"))
                .containsExactly("arm64");
        assertThat(rig.client.ask("DescribeImages", "Owner.1", "amazon").all("imageId"))
                .hasSize(MANY / 4);
        assertThat(rig.client.ask("DescribeImages", "Owner.1", "self").all("imageId"))
                .isEmpty();
        assertThat(rig.client
                        .ask("DescribeImages", "Filter.1.Name", "name", "Filter.1.Value.1", "debian-12-*-2025123?")
                        .all("imageId"))
                .hasSize(2);
        assertThat(rig.client.ask("DescribeImages", "MaxResults", 1000).all("imageId"))
                .hasSize(1000);
    }

    @Test
    void hasNoImageThatWasDeregistered() {
        var id = rig.image("x86_64");
        rig.launch(1);

        rig.ec2.removeImage("us-east-1", id);

        assertThat(rig.client.ask("DescribeImages", "ImageId.1", id).one("Message"))
                .isEqualTo("The image id '[" + id + "]' does not exist");
        assertThat(rig.client.ask("DescribeInstances").one("imageId")).isEqualTo(id);
    }

    @Test
    void describesTypes() {
        var one = rig.client.ask("DescribeInstanceTypes", "InstanceType.1", "m5d.xlarge");

        assertThat(one.body())
                .contains("<vCpuInfo><defaultVCpus>4</defaultVCpus></vCpuInfo>")
                .contains("<memoryInfo><sizeInMiB>16384</sizeInMiB></memoryInfo>")
                .contains("<totalSizeInGB>150</totalSizeInGB>")
                .contains("<supportedArchitectures><item>x86_64</item></supportedArchitectures>");
        assertThat(rig.client
                        .ask("DescribeInstanceTypes", "InstanceType.1", "t9.huge")
                        .code())
                .isEqualTo("InvalidInstanceType");
        assertThat(rig.client.ask("DescribeInstanceTypes", "MaxResults", 101).code())
                .isEqualTo("InvalidParameterValue");
    }

    @Test
    void hasADefaultNetworkWithASubnetInEachZone() {
        var vpc = rig.client.ask("DescribeVpcs").one("vpcId");

        var subnets = rig.client.ask("DescribeSubnets", "Filter.1.Name", "vpc-id", "Filter.1.Value.1", vpc);

        assertThat(subnets.all("availabilityZone")).containsExactly("us-east-1a", "us-east-1b", "us-east-1c");
        assertThat(subnets.all("cidrBlock")).containsExactly("172.31.0.0/20", "172.31.16.0/20", "172.31.32.0/20");
        assertThat(rig.client.ask("DescribeRegions").all("regionName")).containsExactly("us-east-1", "eu-west-1");
        assertThat(rig.client.ask("DescribePlacementGroups").body())
                .contains("<placementGroupSet></placementGroupSet>");
    }

    private List<String> found(String... namesAndValues) {
        var all = new ArrayList<Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            all.addAll(List.of("Filter." + (i + 1) + ".Name", namesAndValues[i]));
            all.addAll(List.of("Filter." + (i + 1) + ".Value.1", namesAndValues[i + 1]));
        }
        return rig.client.ask("DescribeInstances", all.toArray()).all("instanceId");
    }
}
