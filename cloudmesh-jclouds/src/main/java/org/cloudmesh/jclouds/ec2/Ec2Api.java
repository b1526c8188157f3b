package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.jclouds.http.Answer;
import org.cloudmesh.jclouds.http.Call;
import org.cloudmesh.spi.CredentialScheme;
import org.cloudmesh.spi.Deadline;
import org.jclouds.aws.filters.FormSignerV4;

/** Asks EC2, and reads what it answers. Thread-safe. */
final class Ec2Api {

    private static final String FORM = "application/x-www-form-urlencoded";

    private final Ec2Account account;

    Ec2Api(Ec2Account account) {
        this.account = account;
    }

    /** The cloud's name in the mesh. */
    String cloud() {
        return account.context().name();
    }

    /**
     * The whole answer.
     *
     * @throws CloudmeshException what a refusal means
     */
    ObjectNode ask(Ec2Query query, Deadline deadline) {
        try {
            return attempt(query, deadline);
        } catch (Ec2Refused e) {
            throw e.meaning();
        }
    }

    /**
     * The whole answer.
     *
     * @throws Ec2Refused if it was refused, for who can do something about it
     */
    ObjectNode attempt(Ec2Query query, Deadline deadline) {
        try (var page = page(query, "", deadline)) {
            return page.rest();
        }
    }

    /** The items of that set, page after page as they are read; the caller closes the stream. */
    Stream<ObjectNode> list(Ec2Query query, String set, Deadline deadline) {
        return stream(query, deadline, () -> {
            try {
                return page(query, set, deadline);
            } catch (Ec2Refused e) {
                throw e.meaning();
            }
        });
    }

    /** Everything of a list that is short. */
    List<ObjectNode> all(Ec2Query query, String set, Deadline deadline) {
        try (var items = list(query, set, deadline)) {
            return items.toList();
        }
    }

    /**
     * Everything of a list that is short.
     *
     * @throws Ec2Refused as {@link #attempt}
     */
    List<ObjectNode> attemptAll(Ec2Query query, String set, Deadline deadline) {
        try (var items = stream(query, deadline, () -> page(query, set, deadline))) {
            return items.toList();
        }
    }

    private Stream<ObjectNode> stream(Ec2Query query, Deadline deadline, Supplier<Ec2Page> asked) {
        var pages = new Ec2Pages(cloud(), query, deadline, asked);
        return StreamSupport.stream(pages, false).onClose(pages::close);
    }

    private Ec2Page page(Ec2Query query, String set, Deadline deadline) {
        return new Ec2Page(account.http(), query.action(), set, send(query, deadline));
    }

    private Answer send(Ec2Query query, Deadline deadline) {
        try {
            return once(query, deadline);
        } catch (Ec2Refused e) {
            if (!e.error().isExpired()) {
                throw e;
            }
            // Nothing was begun; a session's credentials end while they are in use.
            account.config().renewCredentials(CredentialScheme.AWS);
            return once(query, deadline);
        }
    }

    private Answer once(Ec2Query query, Deadline deadline) {
        var http = account.http();
        var signer = http.instance(FormSignerV4.class);
        var call = new Call(query.action(), "POST", account.endpoint(), Map.of(), FORM, query.body(), List.of(signer));
        try {
            return http.send(call, deadline);
        } catch (UnavailableException e) {
            throw e.getCause() instanceof UnknownHostException
                            && account.place().isAmazons()
                    ? noSuchHost(e)
                    : e;
        }
    }

    private UnavailableException noSuchHost(UnavailableException e) {
        var place = account.place();
        return new UnavailableException(
                e.cloud(),
                e.operation(),
                0,
                null,
                "there is no host %s; is %s a region?"
                        .formatted(place.endpoint().getHost(), place.region()),
                e.getCause());
    }
}
