package org.cloudmesh.jclouds.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.cloudmesh.CancelledException;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.NodeState;
import org.cloudmesh.NotFoundException;
import org.cloudmesh.RateLimitException;
import org.cloudmesh.UnavailableException;
import org.cloudmesh.spi.Deadline;
import org.cloudmesh.spi.NodeUpdate;
import org.cloudmesh.spi.Outcome;

/** One verb on some instances, in one request; once more without those that it is refused for. Not thread-safe. */
final class Ec2Change {

    static final String REBOOT = "RebootInstances";
    static final String TERMINATE = "TerminateInstances";

    private final Ec2Api api;
    private final Ec2Recent recent;
    private final String action;
    private final List<String> ids;
    private final Deadline deadline;
    private final Set<String> left;
    private final Map<String, String> states = new HashMap<>();
    private final Map<String, Outcome<NodeUpdate>> outcomes = new HashMap<>();

    Ec2Change(Ec2Api api, Ec2Recent recent, String action, List<String> ids, Deadline deadline) {
        this.api = api;
        this.recent = recent;
        this.action = action;
        this.ids = ids;
        this.deadline = deadline;
        left = new LinkedHashSet<>(ids);
    }

    /** Sends it; an outcome an id, in order. */
    List<Outcome<NodeUpdate>> outcomes() {
        while (!left.isEmpty()) {
            send();
        }
        return ids.stream().map(id -> Objects.requireNonNull(outcomes.get(id))).toList();
    }

    private void send() {
        try {
            take(api.attempt(new Ec2Query(action).list("InstanceId", left), deadline));
        } catch (Ec2Refused e) {
            refused(e);
        } catch (RateLimitException | CancelledException e) {
            throw e;
        } catch (CloudmeshException e) {
            // Its answer was lost; what was refused before stays so.
            settle(Set.copyOf(left), Outcome.unknown(e));
        }
    }

    private void take(JsonNode answer) {
        for (var item : Xml.items(answer, "instancesSet")) {
            var word = item.path("currentState").path("name").asText();
            settle(Set.of(Ec2Records.id(item)), Outcome.done(new NodeUpdate(Ec2Records.state(word), word)));
        }
        // Rebooting is answered for all at once, and EC2 has no state for it.
        settle(
                Set.copyOf(left),
                action.equals(REBOOT)
                        ? Outcome.done(new NodeUpdate(NodeState.REBOOTING, "running"))
                        : Outcome.unknown(leftOut()));
    }

    private CloudmeshException leftOut() {
        return lost("the answer left this instance out");
    }

    private UnavailableException lost(String why) {
        return new UnavailableException(api.cloud(), action, 0, null, why, null);
    }

    private void refused(Ec2Refused refusal) {
        var meaning = refusal.meaning();
        if (meaning instanceof RateLimitException) {
            throw meaning;
        }
        if (meaning instanceof UnavailableException) {
            settle(Set.copyOf(left), Outcome.unknown(meaning));
            return;
        }
        var bad = Ec2Ids.areSome(refusal) ? Ec2Ids.named(refusal, left) : List.<String>of();
        if (bad.isEmpty() && Ec2Ids.areMissing(refusal)) {
            bad = missing();
        }
        if (bad.size() == 1 && !Ec2Ids.areMissing(refusal)) {
            bad = alike(bad.get(0));
        }
        if (bad.isEmpty()) {
            settle(Set.copyOf(left), Outcome.failed(meaning));
        } else {
            bad.forEach(id -> settle(Set.of(id), refusedFor(id, refusal)));
        }
    }

    private Outcome<NodeUpdate> refusedFor(String id, Ec2Refused refusal) {
        if (!Ec2Ids.areMissing(refusal)) {
            return Outcome.failed(refusal.meaning());
        }
        if (recent.has(id)) {
            return Outcome.unknown(lost("EC2 does not know %s everywhere yet".formatted(id)));
        }
        return action.equals(TERMINATE)
                ? Outcome.done(new NodeUpdate(NodeState.DESTROYED, "terminated"))
                : Outcome.failed(new NotFoundException(
                        "node", id, "%s: %s: there is no instance %s".formatted(api.cloud(), action, id)));
    }

    /** Asked where the refusal does not say which. */
    private List<String> missing() {
        var there = look().keySet();
        return left.stream().filter(id -> !there.contains(id)).toList();
    }

    /** All in the state that this one is refused for; asked once, lest each costs a request. */
    private List<String> alike(String one) {
        if (left.size() > 1 && states.isEmpty()) {
            states.putAll(look());
        }
        var state = states.get(one);
        return left.stream()
                .filter(id -> id.equals(one) || (state != null && state.equals(states.get(id))))
                .toList();
    }

    private Map<String, String> look() {
        var query = new Ec2Query("DescribeInstances").filter("instance-id", left);
        return api.all(query, "reservationSet", deadline).stream()
                .flatMap(Ec2Nodes::instancesOf)
                .collect(Collectors.toMap(
                        Ec2Records::id,
                        each -> each.path("instanceState").path("name").asText(),
                        (one, other) -> other));
    }

    private void settle(Collection<String> some, Outcome<NodeUpdate> outcome) {
        some.forEach(id -> {
            if (left.remove(id)) {
                outcomes.put(id, outcome);
            }
        });
    }
}
