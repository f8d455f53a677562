package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.SmallMaps;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A topic filter that clients subscribed to, once at the server whatever their number: who they are, at which QoS, and how far the
 * server has been told.
 */
final class MergedFilter {
    /** What is to be said to the server next. */
    enum Step {
        SUBSCRIBE,
        UNSUBSCRIBE,
        NOTHING,
        /** Nobody needs it any more, neither here nor at the server. */
        FORGET
    }

    private static final int MOST_IDENTIFIERS = 268_435_455;

    private final String text;
    private final int identifier;
    private Map<LocalSession, Qos> subscribers = Map.of();

    private List<RetainedRound> rounds = List.of();
    private @Nullable RetainedRound next;

    /** The server has it, as far as we know. */
    boolean established;

    /** The server has lost it. */
    boolean lost;

    /** A request to the server is open, and another one has to wait for its answer. */
    boolean asking;

    /** It is in the line of those that have something to say to the server. */
    boolean queued;

    MergedFilter(String text) {
        this.text = text;
        this.identifier = 1 + Math.floorMod(spread(text.hashCode()), MOST_IDENTIFIERS);
    }

    /** Neighbouring names have neighbouring hashes, and would share a few identifiers too often. */
    private static int spread(int hash) {
        int once = (hash ^ (hash >>> 16)) * 0x85EB_CA6B;
        return once ^ (once >>> 13);
    }

    String text() {
        return text;
    }

    /**
     * How the server names the subscription in the messages that it brings (MQTT 5 §3.8.2.1.2). It follows from the filter, so that
     * it is the same after a restart, when the server still has messages for us. Two filters may have the same one.
     */
    int identifier() {
        return identifier;
    }

    Map<LocalSession, Qos> subscribers() {
        return subscribers;
    }

    /** A client wants it; it belongs to the next SUBSCRIBE. */
    void want(RetainedRound.Member member) {
        serve(member.session(), member.qos());
        if (next == null) {
            next = new RetainedRound();
        }
        next.add(member);
    }

    /** A client has it, at this QoS. */
    void serve(LocalSession session, Qos qos) {
        subscribers = SmallMaps.with(subscribers, session, qos);
    }

    /** A client has it no more. */
    void leave(LocalSession session) {
        subscribers = SmallMaps.without(subscribers, session);
    }

    Step step() {
        if (next != null || (lost && !subscribers.isEmpty())) {
            return Step.SUBSCRIBE;
        }
        if (!subscribers.isEmpty()) {
            return Step.NOTHING;
        }
        return established ? Step.UNSUBSCRIBE : Step.FORGET;
    }

    /** The QoS that serves everybody, and is not below the given one. */
    Qos highest(Qos least) {
        Qos highest = least;
        for (Qos qos : subscribers.values()) {
            highest = qos.level() > highest.level() ? qos : highest;
        }
        return highest;
    }

    /** Begins the round of those who want it now. */
    RetainedRound beginRound() {
        RetainedRound begun = next == null ? new RetainedRound() : next;
        next = null;
        lost = false;
        if (!begun.members().isEmpty()) {
            rounds = new ArrayList<>(rounds);
            rounds.add(begun);
        }
        return begun;
    }

    List<RetainedRound> rounds() {
        return rounds;
    }

    /** Ends the rounds that are over; true when some are left. */
    boolean endRounds(long nowNanos) {
        if (!rounds.isEmpty()) {
            rounds.removeIf(round -> round.isOver(nowNanos));
            if (rounds.isEmpty()) {
                rounds = List.of();
            }
        }
        return !rounds.isEmpty();
    }

    void drop(RetainedRound refused) {
        rounds = new ArrayList<>(rounds);
        rounds.remove(refused);
    }
}
