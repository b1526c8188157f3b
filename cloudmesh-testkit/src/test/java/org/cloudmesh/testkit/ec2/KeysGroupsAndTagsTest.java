package org.cloudmesh.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KeysGroupsAndTagsTest {

    // Made by ssh-keygen, which says SHA256:9w6mvrgLKUt09vsqrgzRlDM+vINDn3Hk6vwUP0t0nkE of it.
    private static final String PUBLIC_KEY =
            "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIBEtKC8jbK4Xn5fbGoSQZL2u3bvCV7lYGLjkhjQWGKmA x";

    private final Ec2Rig rig = new Ec2Rig(o -> {});

    @AfterEach
    void close() {
        rig.close();
    }

    @Test
    void importsAKeyOnce() {
        var imported = importKey(
                "k",
                PUBLIC_KEY,
                "TagSpecification.1.ResourceType",
                "key-pair",
                "TagSpecification.1.Tag.1.Key",
                "a",
                "TagSpecification.1.Tag.1.Value",
                "b");

        assertThat(imported.one("keyFingerprint")).isEqualTo("9w6mvrgLKUt09vsqrgzRlDM+vINDn3Hk6vwUP0t0nkE=");
        assertThat(importKey("k", PUBLIC_KEY).code()).isEqualTo("InvalidKeyPair.Duplicate");
        assertThat(importKey("k2", "ssh-rsa nonsense").code()).isEqualTo("InvalidKey.Format");
        assertThat(rig.ec2.keyPairs()).singleElement().satisfies(pair -> {
            assertThat(pair.publicKey()).isEqualTo(PUBLIC_KEY);
            assertThat(pair.tags()).isEqualTo(Map.of("a", "b"));
        });
    }

    @Test
    void createsAKeyAndGivesItsPrivateHalfAway() {
        var created = rig.client.ask("CreateKeyPair", "KeyName", "k");

        assertThat(created.one("keyMaterial")).startsWith("-----BEGIN RSA").endsWith("KEY-----");
        assertThat(created.one("keyFingerprint")).matches("([0-9a-f]{2}:){19}[0-9a-f]{2}");
        assertThat(rig.client.ask("DescribeKeyPairs", "KeyName.1", "k").one("keyType"))
                .isEqualTo("rsa");
    }

    @Test
    void deletesAKeyAsOftenAsAsked() {
        importKey("k", PUBLIC_KEY);

        assertThat(rig.client.ask("DeleteKeyPair", "KeyName", "k").one("return"))
                .isEqualTo("true");
        assertThat(rig.client.ask("DeleteKeyPair", "KeyName", "k").one("return"))
                .isEqualTo("true");
        assertThat(rig.client.ask("DescribeKeyPairs", "KeyName.1", "k").code()).isEqualTo("InvalidKeyPair.NotFound");
        assertThat(rig.ec2.keyPairs()).isEmpty();
    }

    @Test
    void opensAGroupAndShutsItAgain() {
        var id = group("g");

        assertThat(ingress("AuthorizeSecurityGroupIngress", id, 22).status()).isEqualTo(200);
        assertThat(ingress("AuthorizeSecurityGroupIngress", id, 22).code()).isEqualTo("InvalidPermission.Duplicate");
        assertThat(rules("g")).containsExactly("tcp 22-22 from 0.0.0.0/0");
        assertThat(rig.client.ask("DescribeSecurityGroups", "GroupName.1", "g").body())
                .contains("<ipPermissions><item><ipProtocol>tcp</ipProtocol><fromPort>22</fromPort>");

        assertThat(ingress("RevokeSecurityGroupIngress", id, 22).status()).isEqualTo(200);
        assertThat(ingress("RevokeSecurityGroupIngress", id, 22).code()).isEqualTo("InvalidPermission.NotFound");
        assertThat(rules("g")).isEmpty();
    }

    @Test
    void opensAllOfThePortsOrNone() {
        var id = group("g");
        ingress("AuthorizeSecurityGroupIngress", id, 22);

        var refused = rig.client.ask(
                "AuthorizeSecurityGroupIngress",
                "GroupId",
                id,
                "IpPermissions.1.IpProtocol",
                "tcp",
                "IpPermissions.1.FromPort",
                80,
                "IpPermissions.1.ToPort",
                80,
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0",
                "IpPermissions.2.IpProtocol",
                "tcp",
                "IpPermissions.2.FromPort",
                22,
                "IpPermissions.2.ToPort",
                22,
                "IpPermissions.2.IpRanges.1.CidrIp",
                "0.0.0.0/0");

        assertThat(refused.code()).isEqualTo("InvalidPermission.Duplicate");
        assertThat(rules("g")).hasSize(1);
    }

    @Test
    void takesTheOlderParametersForASingleRuleToo() {
        group("g");

        rig.client.ask(
                "AuthorizeSecurityGroupIngress",
                "GroupName",
                "g",
                "IpProtocol",
                "udp",
                "FromPort",
                53,
                "ToPort",
                53,
                "CidrIp",
                "10.0.0.0/8");

        assertThat(rules("g")).containsExactly("udp 53-53 from 10.0.0.0/8");
    }

    @Test
    void keepsAGroupThatAnInstanceUses() {
        var id = group("g");
        var instances = rig.run(1, 1, "SecurityGroupId.1", id).all("instanceId");

        assertThat(rig.client.ask("DeleteSecurityGroup", "GroupId", id).code()).isEqualTo("DependencyViolation");
        rig.on("TerminateInstances", instances);
        assertThat(rig.client.ask("DeleteSecurityGroup", "GroupId", id).status())
                .isEqualTo(200);
        assertThat(rig.client.ask("DeleteSecurityGroup", "GroupId", id).code()).isEqualTo("InvalidGroup.NotFound");
    }

    @Test
    void hasADefaultGroupThatStays() {
        assertThat(rig.client.ask("DeleteSecurityGroup", "GroupName", "default").code())
                .isEqualTo("CannotDelete");
        assertThat(rig.client
                        .ask("CreateSecurityGroup", "GroupName", "default", "GroupDescription", "d")
                        .code())
                .isEqualTo("InvalidGroup.Duplicate");
    }

    @Test
    void tagsWhatIsThereAllOrNothing() {
        var ids = rig.launch(2);

        var refused = tag("CreateTags", ids.get(0), "i-00000000000000001");
        assertThat(refused.code()).isEqualTo("InvalidInstanceID.NotFound");
        assertThat(rig.ec2.instances().get(0).tags()).isEmpty();

        tag("CreateTags", ids.get(0), ids.get(1));
        assertThat(rig.ec2.instances()).allMatch(one -> one.tags().equals(Map.of("a", "b")));
        assertThat(rig.client.ask("DescribeTags").all("resourceId")).containsExactlyInAnyOrderElementsOf(ids);

        tag("DeleteTags", ids.get(0));
        assertThat(rig.ec2.instances().get(0).tags()).isEmpty();
        assertThat(rig.ec2.instances().get(1).tags()).isEqualTo(Map.of("a", "b"));
    }

    @Test
    void refusesTagsThatAmazonKeepsToItself() {
        var id = rig.launch(1).get(0);

        var refused = rig.client.ask("CreateTags", "ResourceId.1", id, "Tag.1.Key", "aws:x", "Tag.1.Value", "y");

        assertThat(refused.code()).isEqualTo("InvalidParameterValue");
    }

    private Signed.Answer importKey(String name, String text, Object... more) {
        var material = Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        var all = new ArrayList<Object>(List.of("KeyName", name, "PublicKeyMaterial", material));
        all.addAll(Arrays.asList(more));
        return rig.client.ask("ImportKeyPair", all.toArray());
    }

    private String group(String name) {
        return rig.client
                .ask("CreateSecurityGroup", "GroupName", name, "GroupDescription", "d")
                .one("groupId");
    }

    private Signed.Answer ingress(String action, String id, int port) {
        return rig.client.ask(
                action,
                "GroupId",
                id,
                "IpPermissions.1.IpProtocol",
                "tcp",
                "IpPermissions.1.FromPort",
                port,
                "IpPermissions.1.ToPort",
                port,
                "IpPermissions.1.IpRanges.1.CidrIp",
                "0.0.0.0/0");
    }

    private Signed.Answer tag(String action, String... ids) {
        var all = new ArrayList<Object>(List.of("Tag.1.Key", "a", "Tag.1.Value", "b"));
        for (int i = 0; i < ids.length; i++) {
            all.addAll(List.of("ResourceId." + (i + 1), ids[i]));
        }
        return rig.client.ask(action, all.toArray());
    }

    private List<String> rules(String name) {
        return rig.ec2.securityGroups().stream()
                .filter(group -> group.name().equals(name))
                .findFirst()
                .orElseThrow()
                .rules();
    }
}
