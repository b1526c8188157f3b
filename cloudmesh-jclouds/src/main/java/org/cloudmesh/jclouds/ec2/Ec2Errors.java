package org.cloudmesh.jclouds.ec2;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.jclouds.http.Meaning;
import org.cloudmesh.jclouds.http.Refusal;
import org.cloudmesh.spi.Time;
import org.jspecify.annotations.Nullable;

/** What EC2's refusals mean, by code, and by status where there is none. Source: "Error codes for the Amazon EC2 API". */
final class Ec2Errors implements Function<Refusal, CloudmeshException> {

    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERROR = 500;
    private static final Pattern QUOTED = Pattern.compile("['\"\\[({]+([^'\"\\[\\](){}]+)['\"\\])}]");

    /** Credentials of another region, or a signature for one that there is not. */
    private static final Pattern NOT_KNOWN = Pattern.compile("AuthFailure|SignatureDoesNotMatch|InvalidClientTokenId");

    private record Rule(Pattern code, Meaning meaning) {}

    /** What is named and is not there; {@code inMessage} where the code alone does not tell. */
    private record Missing(Pattern code, @Nullable Pattern inMessage, String kind) {}

    private static final List<Missing> MISSING = List.of(
            missing("InvalidAMIID\\.(NotFound|Malformed|Unavailable)", null, "image"),
            missing("InvalidInstanceID(\\.(NotFound|Malformed))?", null, "node"),
            missing("InvalidKeyPair\\.NotFound", null, "key pair"),
            missing(
                    "Invalid(Group|SecurityGroupID|GroupId|SecurityGroup)\\.(NotFound|Malformed)",
                    null,
                    "security group"),
            missing("Invalid(SubnetID|SubnetId|VpcID|NetworkInterfaceID)\\.(NotFound|Malformed)", null, "network"),
            missing("InvalidInstanceType(\\..*)?", null, "flavor"),
            missing("InvalidZone\\.NotFound", null, "location"),
            missing("InvalidParameterValue", "(?i)instance.?type", "flavor"),
            missing("InvalidParameterValue", "(?i)availability.?zone", "location"));

    private static final List<Rule> RULES = List.of(
            rule(
                    "AuthFailure|UnauthorizedOperation|SignatureDoesNotMatch|InvalidClientTokenId|OptInRequired|RequestExpired"
                            + "|ExpiredToken(Exception)?|Blocked|PendingVerification|MissingAuthenticationToken"
                            + "|IncompleteSignature|AccessDenied(Exception)?|InvalidAccessKeyId|UnrecognizedClientException",
                    Meaning.AUTH),
            rule("RequestLimitExceeded|Throttling.*|.*ThrottledException|RequestThrottled|SlowDown", Meaning.RATE),
            rule(
                    "(Server\\.)?Insufficient.*Capacity.*|InsufficientFreeAddressesInSubnet|.*LimitExceeded"
                            + "|MaxSpotInstanceCountExceeded|ResourceCountExceeded",
                    Meaning.QUOTA),
            rule(
                    "Incorrect.*State|.*\\.(Duplicate|InUse|IncorrectState)|.*AlreadyExists|DependencyViolation"
                            + "|IdempotentParameterMismatch|OperationNotPermitted",
                    Meaning.CONFLICT),
            // Whoever else writes tags has done so in a moment.
            rule(
                    "InternalError|InternalFailure|Unavailable|ServiceUnavailable|ServerInternal|ConcurrentTagAccess",
                    Meaning.UNAVAILABLE));

    private final Time time;
    private final String region;

    /** {@code region} is named where it may be why. */
    Ec2Errors(Time time, String region) {
        this.time = time;
        this.region = region;
    }

    private static Missing missing(String code, @Nullable String inMessage, String kind) {
        return new Missing(Pattern.compile(code), inMessage == null ? null : Pattern.compile(inMessage), kind);
    }

    private static Rule rule(String code, Meaning meaning) {
        return new Rule(Pattern.compile(code), meaning);
    }

    @Override
    public CloudmeshException apply(Refusal refusal) {
        var error = Ec2Error.of(refusal);
        return new Ec2Refused(error, meaning(refusal, error));
    }

    private CloudmeshException meaning(Refusal refusal, Ec2Error error) {
        var kind = missing(error);
        if (kind.isPresent()) {
            return notFound(kind.get(), refusal, error);
        }
        var code = error.code().isEmpty() ? null : error.code();
        return byCode(error)
                .orElseGet(() -> byStatus(refusal.status()))
                .exception(refusal, error.requestId(), code, words(error), time.now());
    }

    private String words(Ec2Error error) {
        var words = Meaning.line(error.message());
        if (NOT_KNOWN.matcher(error.code()).matches()) {
            return "%s; it was signed for the region %s".formatted(words, region);
        }
        return error.code().equals("RequestExpired")
                ? words + "; is the clock of this machine right? It says " + time.now()
                : words;
    }

    private static Optional<String> missing(Ec2Error error) {
        return MISSING.stream()
                .filter(each -> each.code().matcher(error.code()).matches())
                .filter(each -> each.inMessage() == null
                        || each.inMessage().matcher(error.message()).find())
                .map(Missing::kind)
                .findFirst();
    }

    private static Optional<Meaning> byCode(Ec2Error error) {
        return RULES.stream()
                .filter(rule -> rule.code().matcher(error.code()).matches())
                .map(Rule::meaning)
                .findFirst();
    }

    private static Meaning byStatus(int status) {
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return Meaning.AUTH;
        }
        if (status == TOO_MANY) {
            return Meaning.RATE;
        }
        return status >= SERVER_ERROR ? Meaning.UNAVAILABLE : Meaning.REFUSED;
    }

    private static NotFoundException notFound(String kind, Refusal refusal, Ec2Error error) {
        var quoted = QUOTED.matcher(error.message());
        return new NotFoundException(
                kind,
                quoted.find() ? quoted.group(1).strip() : "",
                "%s: %s: %s (%s, %d)"
                        .formatted(
                                refusal.cloud(),
                                refusal.operation(),
                                Meaning.line(error.message()),
                                error.code(),
                                refusal.status()));
    }
}
