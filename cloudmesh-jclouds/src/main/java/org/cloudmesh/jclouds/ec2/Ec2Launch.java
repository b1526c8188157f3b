package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.Node;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.QuotaExceededException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
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

    Ec2Launch(
            CloudContext context,
            Ec2Api api,
            Ec2Account account,
            Ec2Access access,
            Ec2Records records,
            Ec2Tagging tagging) {
        this.context = context;
        this.api = api;
        this.account = account;
        this.access = access;
        this.records = records;
        this.tagging = tagging;
    }

    List<Outcome<Node>> create(CreateRequest request, Deadline deadline) {
        Ec2Query query;
        try {
            query = query(request, deadline);
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            // No machine was asked for yet.
            return all(request, Outcome.failed(e));
        }
        var askedAt = context.time().now();
        try {
            return made(request, run(request, query, deadline), askedAt, deadline);
        } catch (Ec2Refused e) {
            return refused(request, e.meaning());
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            return all(request, Outcome.unknown(e));
        }
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

    /** Once more if what this process made is gone meanwhile: the launch was refused, so nothing was begun. */
    private JsonNode run(CreateRequest request, Ec2Query query, Deadline deadline) {
        try {
            return api.attempt(query, deadline);
        } catch (Ec2Refused e) {
            if (!access.forget(request.access(), e)) {
                throw e;
            }
            return api.attempt(query(request, deadline), deadline);
        }
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
        var byPlace = new HashMap<Integer, JsonNode>();
        Ec2Nodes.instancesOf(answer).forEach(instance -> byPlace.put(Ec2Index.place(instance), instance));
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
