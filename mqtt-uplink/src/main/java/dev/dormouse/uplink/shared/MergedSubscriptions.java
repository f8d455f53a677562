package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.shared.RetainedRound.Member;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The subscriptions of all clients of a shared connection (MQTT 5 §3.8). The server hears of each filter once, and again for each new
 * subscriber, because only so it sends the retained messages again; requests that come meanwhile for the same filter go together.
 */
final class MergedSubscriptions {
    /** A client could let the tree grow as deep as a name is long. */
    private static final int MOST_LEVELS = 200;

    private static final String SHARED = "$share/";

    /** Requests at a time: a storm of subscriptions goes out as fast as the server answers, and no faster. */
    private static final int WINDOW = 200;

    private static final Duration SWEEP = Duration.ofSeconds(5);

    private record Request(MergedFilter filter, @Nullable RetainedRound round) {}

    private final Upstream upstream;
    private final PacketIds ids;
    private final TopicTree<MergedFilter> tree = new TopicTree<>();
    private final Set<MergedFilter> all = new HashSet<>();
    private final Set<MergedFilter> withRounds = new HashSet<>();
    private final Deque<MergedFilter> line = new ArrayDeque<>();
    private final Map<Integer, Request> requests = new HashMap<>();
    private final Qos least;
    private boolean connected;

    /**
     * No subscriptions.
     *
     * @param least the server is asked for no lower QoS than this, whatever the clients want
     */
    MergedSubscriptions(Upstream upstream, PacketIds ids, Qos least) {
        this.upstream = upstream;
        this.ids = ids;
        this.least = least;
    }

    // ---- from the clients ----

    void subscribe(LocalSession session, ToBroker.Subscribe subscribe) {
        ReasonCode objection = objection(subscribe.filter());
        if (objection != null) {
            session.tellLater(new FromBroker.SubscribeAck(subscribe.packetId(), objection));
            return;
        }
        MergedFilter filter = obtain(subscribe.filter());
        boolean fresh = !filter.subscribers().containsKey(session);
        session.subscribed(filter);
        filter.want(new Member(session, session.uplink(), subscribe.packetId(), subscribe.qos(), fresh));
        enqueue(filter);
    }

    private static @Nullable ReasonCode objection(String filter) {
        if (filter.startsWith(SHARED)) {
            return new ReasonCode(0x9E);
        }
        boolean deep = filter.chars().filter(character -> character == '/').count() >= MOST_LEVELS;
        return filter.isEmpty() || deep ? ReasonCode.TOPIC_FILTER_INVALID : null;
    }

    private MergedFilter obtain(String text) {
        MergedFilter known = tree.get(text);
        if (known != null) {
            return known;
        }
        MergedFilter fresh = new MergedFilter(text);
        tree.put(text, fresh);
        all.add(fresh);
        return fresh;
    }

    /** Takes up what a client had subscribed to before a restart; the server has it, if it has kept the session. */
    void restore(LocalSession session, String text, Qos qos) {
        MergedFilter filter = obtain(text);
        filter.established = true;
        filter.serve(session, qos);
        session.subscribed(filter);
    }

    void unsubscribe(LocalSession session, ToBroker.Unsubscribe unsubscribe) {
        MergedFilter filter = tree.get(unsubscribe.filter());
        if (filter != null) {
            session.unsubscribed(filter);
            leave(session, filter);
        }
        session.tellLater(new FromBroker.UnsubscribeAck(unsubscribe.packetId()));
    }

    void gone(LocalSession session) {
        session.filters().forEach(filter -> leave(session, filter));
    }

    private void leave(LocalSession session, MergedFilter filter) {
        filter.leave(session);
        if (filter.subscribers().isEmpty()) {
            enqueue(filter);
        }
    }

    // ---- towards the server ----

    private void enqueue(MergedFilter filter) {
        if (!filter.queued && !filter.asking) {
            filter.queued = true;
            line.add(filter);
        }
        askNext();
    }

    private void askNext() {
        while (connected && !line.isEmpty() && requests.size() < WINDOW) {
            int id = ids.take();
            if (id == 0) {
                return;
            }
            MergedFilter filter = line.remove();
            filter.queued = false;
            if (!ask(filter, id)) {
                ids.free(id);
            }
        }
    }

    private boolean ask(MergedFilter filter, int id) {
        switch (filter.step()) {
            case SUBSCRIBE -> {
                RetainedRound round = filter.beginRound();
                if (!round.members().isEmpty()) {
                    if (withRounds.isEmpty()) {
                        upstream.schedule(SWEEP, this::sweep);
                    }
                    withRounds.add(filter);
                }
                filter.asking = true;
                requests.put(id, new Request(filter, round));
                upstream.send(new ToBroker.Subscribe(id, filter.text(), filter.highest(least), filter.identifier()));
            }
            case UNSUBSCRIBE -> {
                filter.established = false;
                filter.asking = true;
                requests.put(id, new Request(filter, null));
                upstream.send(new ToBroker.Unsubscribe(id, filter.text()));
            }
            case FORGET -> {
                forget(filter);
                return false;
            }
            case NOTHING -> {
                return false;
            }
        }
        return true;
    }

    private void forget(MergedFilter filter) {
        tree.remove(filter.text());
        all.remove(filter);
        withRounds.remove(filter);
    }

    // ---- from the server ----

    void onSubscribeAck(FromBroker.SubscribeAck ack) {
        Request request = answered(ack.packetId());
        if (request == null || request.round == null) {
            return;
        }
        if (ack.reason().isRefusal()) {
            refused(request.filter, request.round, ack.reason());
        } else {
            granted(request.filter, request.round, ack.reason());
        }
        goOn(request.filter);
    }

    private void granted(MergedFilter filter, RetainedRound round, ReasonCode reason) {
        Qos most = Qos.of(Math.min(reason.value(), Qos.EXACTLY_ONCE.level()));
        filter.established = true;
        round.acknowledged(upstream.nanoTime());
        for (Member member : round.members()) {
            Qos granted = member.qos().atMost(most);
            if (filter.subscribers().containsKey(member.session())) {
                filter.serve(member.session(), granted);
            }
            member.uplink().tell(new FromBroker.SubscribeAck(member.packetId(), ReasonCode.granted(granted)));
        }
    }

    private static void refused(MergedFilter filter, RetainedRound round, ReasonCode reason) {
        filter.drop(round);
        if (round.members().isEmpty()) {
            Logger.warn("The MQTT server refuses \"{}\", which it granted before: {}", filter.text(), reason);
        }
        for (Member member : round.members()) {
            if (member.fresh()) {
                filter.leave(member.session());
                member.session().unsubscribed(filter);
            }
            member.uplink().tell(new FromBroker.SubscribeAck(member.packetId(), reason));
        }
    }

    void onUnsubscribeAck(FromBroker.UnsubscribeAck ack) {
        Request request = answered(ack.packetId());
        if (request != null) {
            goOn(request.filter);
        }
    }

    private @Nullable Request answered(int id) {
        Request request = requests.remove(id);
        if (request != null) {
            ids.free(id);
            request.filter.asking = false;
        }
        return request;
    }

    private void goOn(MergedFilter filter) {
        if (filter.step() != MergedFilter.Step.NOTHING) {
            enqueue(filter);
        }
        askNext();
    }

    // ---- who gets a message ----

    /** Who gets it, each once, at the highest QoS that one of the subscriptions allows. The map is the caller's. */
    Map<LocalSession, Qos> receivers(FromBroker.Publish publish) {
        Map<LocalSession, Qos> receivers = new HashMap<>();
        List<MergedFilter> matching = matching(publish);
        if (publish.retain() && !withRounds.isEmpty()) {
            boolean taken =
                    retained(publish, matching, false, receivers) || retained(publish, matching, true, receivers);
            if (taken) {
                return receivers;
            }
        }
        for (MergedFilter filter : matching) {
            filter.subscribers().forEach((session, qos) -> add(receivers, session, qos.atMost(publish.qos())));
        }
        return receivers;
    }

    /** A server may send a copy for each subscription (MQTT 5 §3.3.4), and each copy is for the subscribers of its own alone. */
    private List<MergedFilter> matching(FromBroker.Publish publish) {
        List<MergedFilter> matching = new ArrayList<>(4);
        tree.forEachMatch(publish.topic(), matching::add);
        if (!publish.subscriptions().isEmpty()) {
            matching.removeIf(filter -> !publish.subscriptions().contains(filter.identifier()));
        }
        return matching;
    }

    /** True when a round takes it, even if its members have it already. */
    private boolean retained(
            FromBroker.Publish publish, List<MergedFilter> matching, boolean quiet, Map<LocalSession, Qos> receivers) {
        long now = upstream.nanoTime();
        boolean taken = false;
        for (MergedFilter filter : matching) {
            for (RetainedRound round : filter.rounds()) {
                if (round.isQuiet(now) != quiet || round.isOver(now)) {
                    continue;
                }
                taken = true;
                if (round.takes(publish.topic(), now)) {
                    for (Member member : round.members()) {
                        Qos qos = filter.subscribers().get(member.session());
                        if (qos != null) {
                            add(receivers, member.session(), qos.atMost(publish.qos()));
                        }
                    }
                }
            }
        }
        return taken;
    }

    private static void add(Map<LocalSession, Qos> receivers, LocalSession session, Qos qos) {
        receivers.merge(session, qos, (a, b) -> a.level() > b.level() ? a : b);
    }

    /** Forgets the rounds that are over. */
    private void sweep() {
        long now = upstream.nanoTime();
        withRounds.removeIf(filter -> !filter.endRounds(now));
        if (!withRounds.isEmpty()) {
            upstream.schedule(SWEEP, this::sweep);
        }
    }

    // ---- the connection ----

    /** The server has lost the session: it has to be told everything again. */
    void lost() {
        for (MergedFilter filter : List.copyOf(all)) {
            filter.established = false;
            filter.lost = !filter.asking;
            enqueue(filter);
        }
    }

    void connected() {
        connected = true;
        askNext();
    }

    void interrupted() {
        connected = false;
    }

    /** The connection is over for good. */
    void clear() {
        connected = false;
        requests.keySet().forEach(ids::free);
        requests.clear();
        line.clear();
        withRounds.clear();
        List.copyOf(all).forEach(this::forget);
    }

    /** How many filters there are. */
    int size() {
        return tree.size();
    }
}
