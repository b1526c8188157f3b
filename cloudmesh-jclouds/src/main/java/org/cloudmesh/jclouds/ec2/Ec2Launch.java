package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.net.ssl.SSLException;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.ConfigException;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.WaitTimeoutException;
import org.cloudmesh.spi.CloudContext;
import org.cloudmesh.spi.CreateRequest;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NewNode;
import org.cloudmesh.spi.Outcome;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Launches instances: all of a request at once, and as many of them as there is room for. Thread-safe. */
final class Ec2Launch {

    private static final Logger LOG = LoggerFactory.getLogger(Ec2Launch.class);
    private static final String RUN = "RunInstances";

    private final CloudContext context;
    private final Ec2Api api;
    private final Ec2Account account;
    private final Ec2Access access;
    private final Ec2Records records;
    private final Ec2Tagging tagging;
    private final Ec2Recent recent;

    Ec2Launch(
            CloudContext context,
            Ec2Api api,
            Ec2Account account,
            Ec2Access access,
            Ec2Records records,
            Ec2Tagging tagging,
            Ec2Recent recent) {
        this.context = context;
        this.api = api;
        this.account = account;
        this.access = access;
        this.records = records;
        this.tagging = tagging;
        this.recent = recent;
    }

    List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        if (deadline.isExpired()) {
            return all(request, Outcome.failed(tooLate()));
        }
        try {
            Ec2Labels.check(context.name(), request);
            return attempt(request, deadline);
        } catch (ConfigException e) {
            return all(request, Outcome.failed(e));
        } catch (Ec2Refused e) {
            // Once more if what this process made is gone meanwhile: the launch was refused, so nothing was begun.
            return access.forget(request.access(), e) ? again(request, deadline) : refused(request, e.meaning());
        }
    }

    private WaitTimeoutException tooLate() {
        return new WaitTimeoutException(
                RUN, Map.of(), "%s: %s: not sent: its deadline had passed".formatted(context.name(), RUN));
    }

    private List<Outcome<Node>> again(CreateRequest request, Deadline deadline) {
        try {
            return attempt(request, deadline);
        } catch (Ec2Refused e) {
            return refused(request, e.meaning());
        }
    }

    /** Refused by what comes before the launch, it is answered; the launch's own refusal is thrown. */
    private List<Outcome<Node>> attempt(CreateRequest request, Deadline deadline) {
        Ec2Query query;
        try {
            query = query(request, deadline);
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            return all(request, beforeTheLaunch(e));
        }
        var askedAt = context.time().now();
        try {
            return made(request, api.attempt(query, deadline), askedAt, deadline);
        } catch (Ec2Refused | RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            return all(request, Outcome.unknown(e));
        }
    }

    /** No machine was asked for yet; but a key pair or a group may be there next time, where an answer was lost. */
    private static Outcome<Node> beforeTheLaunch(CloudmeshException e) {
        var cause = e.getCause();
        boolean isNobodyThere = cause instanceof ConnectException
                || cause instanceof NoRouteToHostException
                || cause instanceof UnknownHostException
                || cause instanceof SSLException;
        return e instanceof UnavailableException && !isNobodyThere ? Outcome.unknown(e) : Outcome.failed(e);
    }

    private Ec2Query query(CreateRequest request, Deadline deadline) {
        var location = request.location();
        var zone = location == null
                ? null
                : account.place().zone(context.name(), location).orElse(null);
        var query = new Ec2Query(RUN)
                .with("ImageId", request.image())
                .with("InstanceType", request.flavor())
                .with("MinCount", Integer.toString(Math.max(1, request.atLeast())))
                .with("MaxCount", Integer.toString(request.nodes().size()))
                .with("ClientToken", request.token())
                .with("TagSpecification.1.ResourceType", "instance")
                .tags("TagSpecification.1.Tag", launchTags(request));
        if (zone != null) {
            query.with("Placement.AvailabilityZone", zone);
        }
        if (request.userData() != null) {
            var bytes = request.userData().getBytes(StandardCharsets.UTF_8);
            query.with("UserData", Base64.getEncoder().encodeToString(bytes));
        }
        return access.of(request.access(), deadline).addTo(query);
    }

    private static List<Outcome<Node>> refused(CreateRequest request, CloudmeshException meaning) {
        if (meaning instanceof RateLimitException) {
            throw meaning;
        }
        return all(
                request, meaning instanceof UnavailableException ? Outcome.unknown(meaning) : Outcome.failed(meaning));
    }

    private static List<Outcome<Node>> all(CreateRequest request, Outcome<Node> outcome) {
        return request.nodes().stream().map(node -> outcome).toList();
    }

    private List<Outcome<Node>> made(CreateRequest request, JsonNode answer, Instant askedAt, Deadline deadline) {
        var byPlace = Ec2Index.places(
                Ec2Nodes.instancesOf(answer).toList(), request.nodes().size());
        byPlace.values().forEach(instance -> recent.launched(Ec2Records.id(instance)));
        var fewer = new QuotaExceededException(
                context.name(),
                RUN,
                200,
                Ec2Records.text(answer, "requestId"),
                "the cloud made %d of %d"
                        .formatted(byPlace.size(), request.nodes().size()),
                null);
        var outcomes = new ArrayList<Outcome<Node>>();
        var shared = shared(request).keySet();
        @Nullable RateLimitException turnedAway = null;
        for (int i = 0; i < request.nodes().size(); i++) {
            var instance = byPlace.get(i);
            if (instance == null) {
                outcomes.add(Outcome.failed(fewer));
                continue;
            }
            try {
                var tags = ownTags(request.nodes().get(i), shared);
                outcomes.add(named(tags, instance, askedAt, turnedAway, deadline));
            } catch (RateLimitException e) {
                turnedAway = e;
                outcomes.add(Outcome.unknown(e));
            }
        }
        return outcomes;
    }

    /** A name that could not be written now is written when the request is sent again, which makes nothing new. */
    private Outcome<Node> named(
            Map<String, String> own,
            JsonNode instance,
            Instant askedAt,
            @Nullable RateLimitException turnedAway,
            Deadline deadline) {
        var made = records.builder(instance, askedAt).name(own.getOrDefault(Ec2Records.NAME, ""));
        try {
            if (turnedAway != null && !Ec2Records.tags(instance).entrySet().containsAll(own.entrySet())) {
                return Outcome.unknown(turnedAway);
            }
            return Outcome.done(
                    made.labels(tagging.write(instance, own, deadline)).build());
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (UnavailableException | NotFoundException e) {
            // Lost, or too early: EC2 may launch an instance before it knows it everywhere.
            return Outcome.unknown(e);
        } catch (CloudmeshException e) {
            LOG.warn("{} is made, but may not be named: {}", Ec2Records.id(instance), e.getMessage());
            return Outcome.done(made.build());
        }
    }

    /** What the launch itself writes: for one node all of it, for several what they have in common. */
    private static Map<String, String> launchTags(CreateRequest request) {
        var tags = new TreeMap<>(shared(request));
        if (request.nodes().size() == 1) {
            tags.put(Ec2Records.NAME, request.nodes().get(0).name());
        }
        return tags;
    }

    private static Map<String, String> shared(CreateRequest request) {
        var shared = new HashMap<>(request.nodes().get(0).labels());
        request.nodes()
                .forEach(node -> shared.entrySet().retainAll(node.labels().entrySet()));
        return shared;
    }

    private static Map<String, String> ownTags(NewNode node, Set<String> shared) {
        var own = new TreeMap<>(node.labels());
        own.keySet().removeAll(shared);
        own.put(Ec2Records.NAME, node.name());
        return own;
    }
}
