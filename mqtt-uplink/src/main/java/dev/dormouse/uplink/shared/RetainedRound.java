package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.Qos;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Those who subscribed to a filter with one SUBSCRIBE to the server, and the retained messages that it brought them (MQTT 5 §3.3.1.3).
 * The server does not say which was the last one, so a round ends by silence.
 */
final class RetainedRound {
    /**
     * One client's part.
     *
     * @param uplink whom to answer
     * @param fresh the client had no subscription to this filter before
     */
    record Member(LocalSession session, SharedUplink uplink, int packetId, Qos qos, boolean fresh) {}

    /** After so much silence a message rather belongs to another round. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(300);

    /** After so much silence no message belongs to it. */
    private static final long OVER_NANOS = TimeUnit.SECONDS.toNanos(10);

    private final List<Member> members = new ArrayList<>(1);
    private final Set<String> topics = new HashSet<>(2);
    private boolean acknowledged;
    private long heardNanos;

    void add(Member member) {
        members.add(member);
    }

    List<Member> members() {
        return members;
    }

    void acknowledged(long nowNanos) {
        acknowledged = true;
        heardNanos = nowNanos;
    }

    boolean isQuiet(long nowNanos) {
        return acknowledged && nowNanos - heardNanos > QUIET_NANOS;
    }

    boolean isOver(long nowNanos) {
        return acknowledged && nowNanos - heardNanos > OVER_NANOS;
    }

    /** True for the first retained message of this topic; its members get each once, however many rounds the server sends it for. */
    boolean takes(String topic, long nowNanos) {
        heardNanos = nowNanos;
        return topics.add(topic);
    }
}
