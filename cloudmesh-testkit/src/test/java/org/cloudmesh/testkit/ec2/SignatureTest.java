package org.cloudmesh.testkit.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.sim.VirtualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SignatureTest {

    private static final String KEY = "AKIDEXAMPLE";

    private final VirtualTime time = new VirtualTime();
    private final FakeEc2 ec2 = FakeEc2.start(o -> o.time(time).regions("us-east-1", "eu-west-1"));
    private final FakeEc2 temporary =
            FakeEc2.start(o -> o.time(time).accessKey(KEY, "secret").sessionToken("first"));
    private final Signed client = Signed.at(ec2, time);

    @AfterEach
    void close() {
        ec2.close();
        temporary.close();
    }

    @Test
    void answersWhatIsSignedWhetherItIsPostedOrGotten() {
        var posted = client.ask("DescribeRegions", "Filter.1.Name", "region-name", "Filter.1.Value.1", "eu *~/+é");
        var gotten = client.get("DescribeRegions", "Filter.1.Name", "region-name", "Filter.1.Value.1", "eu *~/+é");

        assertThat(posted.status()).isEqualTo(200);
        assertThat(gotten.status()).isEqualTo(200);
    }

    @Test
    void isOfTheRegionThatIsSignedFor() {
        var zones = client.scope("eu-west-1", "ec2").ask("DescribeAvailabilityZones");

        assertThat(zones.all("zoneName")).containsExactly("eu-west-1a", "eu-west-1b", "eu-west-1c");
    }

    @Test
    void refusesAKeyARegionAServiceAndATokenItDoesNotKnow() {
        assertThat(client.as("AKIDNOBODY", "secret").ask("DescribeRegions"))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(401, "AuthFailure");
        assertThat(client.scope("mars-1", "ec2").ask("DescribeRegions").code()).isEqualTo("AuthFailure");
        assertThat(client.scope("us-east-1", "s3").ask("DescribeRegions").code())
                .isEqualTo("AuthFailure");
        assertThat(client.token("unasked").ask("DescribeRegions").code()).isEqualTo("AuthFailure");
    }

    @Test
    void refusesAWrongSecret() {
        var refused = client.as(Ec2Options.ACCESS_KEY, "wrong").ask("DescribeRegions");

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("SignatureDoesNotMatch");
        assertThat(refused.body()).contains("<Response><Errors><Error><Code>").contains("<RequestID>");
    }

    @Test
    void refusesARequestThatWasChangedOnTheWay() {
        var signed = client.request("POST", "", "Action=DescribeRegions&Version=2016-11-15");
        var other = HttpRequest.newBuilder(signed.uri())
                .POST(HttpRequest.BodyPublishers.ofString("Action=TerminateInstances&Version=2016-11-15"));
        signed.headers().map().forEach((name, values) -> other.header(name, values.get(0)));

        var refused = Signed.sent(other.build());

        assertThat(refused.code()).isEqualTo("SignatureDoesNotMatch");
    }

    @Test
    void refusesWhatIsNotSigned() {
        var bare = HttpRequest.newBuilder(URI.create(ec2.endpoint() + "/?Action=DescribeRegions"))
                .build();

        var refused = Signed.sent(bare);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("MissingAuthenticationToken");
    }

    @Test
    void refusesARequestThatIsMoreThanFiveMinutesOld() {
        var old = new VirtualTime(time.now().minus(Duration.ofSeconds(301)));
        var justGood = new VirtualTime(time.now().minus(Duration.ofSeconds(299)));

        assertThat(client.time(old).ask("DescribeRegions"))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(400, "RequestExpired");
        assertThat(client.time(justGood).ask("DescribeRegions").status()).isEqualTo(200);
    }

    @Test
    void asksForTheTokenOfTemporaryCredentialsAndForANewOneWhenTheyExpire() {
        var key = Signed.at(temporary, time).as(KEY, "secret");

        assertThat(key.ask("DescribeRegions").code()).isEqualTo("AuthFailure");
        assertThat(key.token("first").ask("DescribeRegions").status()).isEqualTo(200);

        temporary.expireSession();
        assertThat(key.token("first").ask("DescribeRegions").code()).isEqualTo("RequestExpired");

        temporary.putSession(KEY, "secret", "second");
        assertThat(key.token("first").ask("DescribeRegions").code()).isEqualTo("AuthFailure");
        assertThat(key.token("second").ask("DescribeRegions").status()).isEqualTo(200);
    }

    @Test
    void deniesWhatTheCredentialsMayNotDo() {
        ec2.deny("DescribeImages");

        assertThat(client.ask("DescribeImages"))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(403, "UnauthorizedOperation");
        assertThat(client.ask("DescribeVpcs").status()).isEqualTo(200);

        ec2.denyAll();
        assertThat(client.ask("DescribeVpcs").code()).isEqualTo("UnauthorizedOperation");

        ec2.allowAll();
        assertThat(client.ask("DescribeImages").status()).isEqualTo(200);
    }

    @Test
    void refusesAnActionItDoesNotKnowAndOneThatIsMissing() {
        assertThat(client.ask("MakeCoffee"))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(400, "InvalidAction");
        assertThat(client.ask("").code()).isEqualTo("MissingParameter");
    }

    @Test
    void doesNothingOnADryRun() {
        assertThat(client.ask("CreateSecurityGroup", "GroupName", "g", "GroupDescription", "d", "DryRun", true))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(412, "DryRunOperation");
        assertThat(ec2.securityGroups()).extracting(Ec2SecurityGroup::name).containsOnly("default");
    }

    @Test
    void goesWrongByAction() {
        ec2.inject(HttpFault.throttle(
                "DescribeVpcs", 503, FakeEc2.error("RequestLimitExceeded", "Slow down."), Duration.ofSeconds(1)));

        assertThat(client.ask("DescribeRegions").status()).isEqualTo(200);
        assertThat(client.ask("DescribeVpcs"))
                .extracting(Signed.Answer::status, Signed.Answer::code)
                .containsExactly(503, "RequestLimitExceeded");
        assertThat(client.ask("DescribeVpcs").status()).isEqualTo(200);
        assertThat(ec2.counts()).containsEntry("DescribeVpcs", 2L).containsEntry("DescribeRegions", 1L);
    }
}
