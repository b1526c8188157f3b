package org.cloudmesh.testkit.ec2;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.cloudmesh.testkit.http.HttpAnswer;
import org.cloudmesh.testkit.http.HttpFault;
import org.cloudmesh.testkit.http.HttpHandler;
import org.cloudmesh.testkit.http.HttpRequest;

/** The Query API. Documented: "Query requests for Amazon EC2"; whatever version is asked, that of 2016-11-15 answers. */
final class Endpoint implements HttpHandler {

    private static final String TYPE = "text/xml;charset=UTF-8";
    private static final int OK = 200;
    private static final int FORBIDDEN = 403;
    private static final int DRY_RUN = 412;

    private static final Map<String, Operation> OPERATIONS = Map.ofEntries(
            Map.entry("AuthorizeSecurityGroupIngress", GroupOperations::authorize),
            Map.entry("CreateKeyPair", KeyOperations::create),
            Map.entry("CreateSecurityGroup", GroupOperations::create),
            Map.entry("CreateTags", TagOperations::create),
            Map.entry("DeleteKeyPair", KeyOperations::delete),
            Map.entry("DeleteSecurityGroup", GroupOperations::delete),
            Map.entry("DeleteTags", TagOperations::delete),
            // None can be had here, so there are none; libcloud asks with each listing.
            Map.entry("DescribeAddresses", (region, params) -> xml -> xml.text("addressesSet", "")),
            Map.entry("DescribeAvailabilityZones", NetworkOperations::zones),
            Map.entry("DescribeImages", ImageOperations::describe),
            Map.entry("DescribeInstanceTypes", TypeOperations::describe),
            Map.entry("DescribeInstances", InstanceOperations::describe),
            Map.entry("DescribeKeyPairs", KeyOperations::describe),
            // None can be made here, so there are none; jclouds asks after each destroy.
            Map.entry("DescribePlacementGroups", (region, params) -> xml -> xml.text("placementGroupSet", "")),
            Map.entry("DescribeRegions", NetworkOperations::regions),
            Map.entry("DescribeSecurityGroups", GroupOperations::describe),
            // Nor of these; jclouds asks with each listing.
            Map.entry(
                    "DescribeSpotInstanceRequests", (region, params) -> xml -> xml.text("spotInstanceRequestSet", "")),
            Map.entry("DescribeSubnets", NetworkOperations::subnets),
            Map.entry("DescribeTags", TagOperations::describe),
            Map.entry("DescribeVpcs", NetworkOperations::vpcs),
            Map.entry("GetConsoleOutput", InstanceOperations::console),
            Map.entry("ImportKeyPair", KeyOperations::importKey),
            Map.entry("RebootInstances", Power::reboot),
            Map.entry("RevokeSecurityGroupIngress", GroupOperations::revoke),
            Map.entry("RunInstances", Launch::run),
            Map.entry("StartInstances", Power::start),
            Map.entry("StopInstances", Power::stop),
            Map.entry("TerminateInstances", Power::terminate));

    private final Account account;
    private final Logins logins;
    private final Set<String> denied = ConcurrentHashMap.newKeySet();
    private final AtomicLong requests = new AtomicLong();

    Endpoint(Account account, Logins logins) {
        this.account = account;
        this.logins = logins;
    }

    void deny(String operation) {
        denied.add(operation);
    }

    void allowAll() {
        denied.clear();
    }

    @Override
    public String operation(HttpRequest request) {
        return Params.of(request).text("Action", "");
    }

    @Override
    public HttpAnswer answer(HttpRequest request) {
        var requestId = String.format(Locale.ROOT, "00000000-0000-4000-8000-%012d", requests.incrementAndGet());
        try {
            var action = operation(request);
            var body = done(request, action);
            return streamed(xml -> xml.root(action + "Response", in -> {
                in.text("requestId", requestId);
                body.accept(in);
            }));
        } catch (Ec2Error e) {
            return refused(e, requestId);
        }
    }

    private Consumer<Xml> done(HttpRequest request, String action) {
        var region = logins.region(request);
        var params = Params.of(request);
        params.required("Action");
        params.required("Version");
        var operation = OPERATIONS.get(action);
        if (operation == null) {
            throw new Ec2Error("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        if (denied.contains(action) || denied.contains(HttpFault.ANY)) {
            throw new Ec2Error(FORBIDDEN, "UnauthorizedOperation", "You are not authorized to perform this operation.");
        }
        // Documented: DryRun says whether one is allowed to, and does nothing.
        if (Boolean.parseBoolean(params.text("DryRun"))) {
            throw new Ec2Error(DRY_RUN, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
        return account.run(region, operation, params);
    }

    private static HttpAnswer streamed(Consumer<Xml> content) {
        return HttpAnswer.streamed(OK, TYPE, out -> write(out, content));
    }

    private static void write(OutputStream out, Consumer<Xml> content) throws IOException {
        var writer = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8), 1 << 16);
        try {
            content.accept(new Xml(writer));
            writer.flush();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static HttpAnswer refused(Ec2Error error, String requestId) {
        return HttpAnswer.of(error.status(), TYPE, error(error, requestId));
    }

    static String error(Ec2Error error, String requestId) {
        var text = new StringBuilder();
        var xml = new Xml(text);
        // Documented: "API error responses": no namespace here.
        text.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        xml.in(
                "Response",
                in -> in.in(
                                "Errors",
                                errors -> errors.in(
                                        "Error",
                                        one -> one.text("Code", error.code()).text("Message", error.text())))
                        .text("RequestID", requestId));
        return text.toString();
    }
}
