package org.cloudmesh.jclouds.ec2;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Set;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CloudDriver;
import org.cloudmesh.spi.CloudProvider;
import org.cloudmesh.spi.CreateGuarantee;
import org.cloudmesh.testkit.contract.CloudDriverContract;
import org.junit.jupiter.api.Tag;

/**
 * The contract against the endpoint that {@code CLOUDMESH_IT_EC2} names: moto 5.2.3, with its own checks of images, instance
 * types and key pairs on. Of these moto is no witness:
 * <ul>
 *   <li>signatures: any are taken, and an unknown region is a failure inside;
 *   <li>ClientToken: the same one launches anew, so that a replay, and a mismatch, are seen at the fake alone;
 *   <li>MinCount and MaxCount: it launches MinCount, and never fewer than asked;
 *   <li>states: a terminated instance is stopped and started again, and nothing is ever pending for long;
 *   <li>quota, capacity, throttling, expired sessions, late visibility: nothing was found that brings them about;
 *   <li>malformed ids of instances, which it does not find instead; security groups in use, which it deletes.
 * </ul>
 */
@Tag("clouds")
class Ec2CloudsTest extends CloudDriverContract {

    private static final String ENDPOINT = "CLOUDMESH_IT_EC2";

    @Override
    protected CloudProvider provider() {
        var endpoint = System.getenv(ENDPOINT);
        assumeTrue(endpoint != null, ENDPOINT + " names no endpoint of EC2, such as http://127.0.0.1:15000");
        var configured = Configured.at(endpoint, "AKIAMADEUP", "made-up").with("requests_per_second", "1000");
        return new CloudProvider() {
            @Override
            public String kind() {
                return configured.kind();
            }

            @Override
            public CloudDriver connect(CloudContext context) {
                return withoutTokens(configured.connect(context));
            }
        };
    }

    /** What moto does not know cannot be asked of it. */
    private static CloudDriver withoutTokens(CloudDriver driver) {
        return (CloudDriver) Proxy.newProxyInstance(
                CloudDriver.class.getClassLoader(), new Class<?>[] {CloudDriver.class}, (self, method, arguments) -> {
                    if (method.getName().equals("createGuarantee")) {
                        return CreateGuarantee.METADATA;
                    }
                    try {
                        return method.invoke(driver, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    @Override
    protected Duration patience() {
        return Duration.ofMinutes(2);
    }

    @Override
    protected String image() {
        return "ami-03cf127a";
    }

    @Override
    protected String flavor() {
        return "t3.micro";
    }

    @Override
    protected String unknownId() {
        return "i-0123456789abcdef0";
    }

    @Override
    protected Set<String> sharedThreads() {
        return Configured.SHARED_THREADS;
    }

    @Override
    protected boolean refusesNeedlessVerbs() {
        return false;
    }
}
