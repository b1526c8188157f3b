package org.cloudmesh.testkit.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.cloudmesh.CloudmeshException;
import org.cloudmesh.spi.Outcome;
import org.cloudmesh.testkit.sim.SimRequests.Answer;

/**
 * One call on many items. Where batches are atomic the cloud refuses a request for one bad item; then the driver drops what
 * is bad and sends the rest again. Used once, by one thread.
 */
final class SimBatch<I, R> {

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;

    private final SimSettings settings;
    private final SimMachines machines;
    private final SimFaults faults;
    private final SimRequests requests;
    private final SimVerb<I, R> verb;
    private final List<I> items;
    private final SortedMap<Integer, Outcome<R>> outcomes = new TreeMap<>();

    SimBatch(
            SimSettings settings,
            SimMachines machines,
            SimFaults faults,
            SimRequests requests,
            SimVerb<I, R> verb,
            List<I> items) {
        this.settings = settings;
        this.machines = machines;
        this.faults = faults;
        this.requests = requests;
        this.verb = verb;
        this.items = items;
    }

    /** An outcome an item, in order. */
    List<Outcome<R>> send() {
        var open = IntStream.range(0, items.size()).boxed().toList();
        do {
            var sent = open;
            var first = sent.isEmpty() ? "" : name(sent.get(0));
            open = requests.send(verb.operation(), sent.size(), first, () -> answer(sent, first));
        } while (!open.isEmpty());
        return List.copyOf(outcomes.values());
    }

    /** One request; answers with what is to be sent again. */
    private Answer<List<Integer>> answer(List<Integer> sent, String first) {
        var partly = faults.strike(verb.operation(), Fault.Kind.PARTLY, first);
        synchronized (machines) {
            return settings.atomicBatches ? together(sent, partly) : oneByOne(sent, partly);
        }
    }

    private Answer<List<Integer>> oneByOne(List<Integer> sent, Optional<Fault> partly) {
        for (int i = 0; i < sent.size(); i++) {
            int at = sent.get(i);
            refusal(at, i, partly).ifPresentOrElse(cause -> outcomes.put(at, verb.refused(cause)), () -> apply(at));
        }
        return new Answer<>(OK, List.of());
    }

    private Answer<List<Integer>> together(List<Integer> sent, Optional<Fault> partly) {
        var good = new ArrayList<Integer>();
        for (int i = 0; i < sent.size(); i++) {
            int at = sent.get(i);
            refusal(at, i, partly).ifPresentOrElse(cause -> outcomes.put(at, verb.refused(cause)), () -> good.add(at));
        }
        if (good.size() < sent.size()) {
            return new Answer<>(BAD_REQUEST, good);
        }
        var whole = verb.refusal(sent.stream().map(items::get).toList());
        if (whole.isPresent()) {
            sent.forEach(at -> outcomes.put(at, verb.refused(whole.get())));
            return new Answer<>(BAD_REQUEST, List.of());
        }
        sent.forEach(this::apply);
        return new Answer<>(OK, List.of());
    }

    private Optional<CloudmeshException> refusal(int at, int place, Optional<Fault> partly) {
        return partly.filter(fault -> place >= fault.done())
                .or(() -> faults.strike(verb.operation(), Fault.Kind.REFUSE, name(at)))
                .map(Fault::cause)
                .or(() -> verb.refusal(items.get(at)));
    }

    private void apply(int at) {
        var done = verb.apply(items.get(at));
        outcomes.put(
                at,
                faults.strike(verb.operation(), Fault.Kind.LOSE, name(at))
                        .map(fault -> Outcome.<R>unknown(fault.cause()))
                        .orElseGet(() -> Outcome.done(done)));
    }

    private String name(int at) {
        return verb.name(items.get(at));
    }
}
