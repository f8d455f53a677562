package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.RegAck;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.TopicIdType;
import dev.dormouse.sim.profile.Quirk;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the gateway publishes and registers (1.2 §6.10). */
final class Incoming {
    private static final int MOST_UNRELEASED = 32;
    private static final int MOST_COMPLETED = 8;
    /** How long a copy of a message may be under way after the message is complete. */
    private static final long LATEST_COPY = 2 * Ticks.SECOND;

    private static final long[] NONE = {};
    private static final int ID_SHIFT = 32;

    private final Device device;
    private long[] unreleased = NONE;
    /** The last ones, until none of them is recent: most devices hardly ever have any. */
    private long[] completed = NONE;

    private long completedAt;

    Incoming(Device device) {
        this.device = device;
    }

    void onRegister(Register packet, long now) {
        if (device.profile().has(Quirk.IGNORES_REGISTER)) {
            return;
        }
        String name = packet.topicName().toUtf8();
        ReturnCode code = name == null
                ? ReturnCode.NOT_SUPPORTED
                : device.topics().learn(name, packet.topicId()) ? ReturnCode.ACCEPTED : ReturnCode.CONGESTION;
        device.send(new RegAck(packet.topicId(), packet.msgId(), code), now);
    }

    void onPublish(Publish packet, long now) {
        boolean unusual = packet.dup() || packet.qos() >= 2 || packet.topicIdType() == TopicIdType.PREDEFINED;
        if (unusual && device.profile().has(Quirk.REFUSES_UNUSUAL_PUBLISH)) {
            acknowledge(packet, ReturnCode.NOT_SUPPORTED, now);
            return;
        }
        String topic = nameOf(packet);
        if (topic == null) {
            acknowledge(packet, ReturnCode.INVALID_TOPIC_ID, now);
            return;
        }
        switch (packet.qos()) {
            case 0 -> device.listener().delivered(topic, 0, packet.data(), now);
            case 1 -> {
                acknowledge(packet, ReturnCode.ACCEPTED, now);
                device.listener().delivered(topic, 1, packet.data(), now);
            }
            case 2 -> receiveOnce(topic, packet, now);
            default -> {
                // QoS -1 is for devices only.
            }
        }
    }

    private void receiveOnce(String topic, Publish packet, long now) {
        if (device.profile().has(Quirk.NO_PUBREC)) {
            device.listener().delivered(topic, 2, packet.data(), now);
            return;
        }
        boolean known = isUnreleased(packet.msgId());
        boolean copy = !known && isLateCopy(packet, now);
        if (!known && !copy) {
            unreleased = with(trace(packet), unreleased, MOST_UNRELEASED);
        }
        device.send(new PubRec(packet.msgId()), now);
        if ((!known && !copy) || device.profile().has(Quirk.REPEATS_QOS_2)) {
            device.listener().delivered(topic, 2, packet.data(), now);
        }
    }

    void onPubRel(PubRel packet, long now) {
        for (long each : unreleased) {
            if (id(each) == packet.msgId()) {
                completed = with(each, recentlyCompleted(now), MOST_COMPLETED);
                completedAt = now;
            }
        }
        unreleased = Arrays.stream(unreleased)
                .filter(each -> id(each) != packet.msgId())
                .toArray();
        if (!device.profile().has(Quirk.NO_PUBREC)) {
            device.send(new PubComp(packet.msgId()), now);
        }
    }

    /** A new session knows nothing of the one before. */
    void forget() {
        unreleased = NONE;
        completed = NONE;
    }

    private @Nullable String nameOf(Publish packet) {
        return switch (packet.topicIdType()) {
            case NORMAL -> device.topics().nameOf(packet.topicId());
            case PREDEFINED ->
                device.setup().predefined().stream()
                        .filter(topic -> topic.id() == packet.topicId())
                        .map(Topic::name)
                        .findFirst()
                        .orElse(null);
            case SHORT ->
                new String(
                        new byte[] {(byte) (packet.topicId() >> 8), (byte) packet.topicId()}, StandardCharsets.UTF_8);
            case RESERVED -> null;
        };
    }

    private void acknowledge(Publish packet, ReturnCode code, long now) {
        device.send(new PubAck(packet.topicId(), packet.msgId(), code), now);
    }

    private boolean isUnreleased(int msgId) {
        return Arrays.stream(unreleased).anyMatch(each -> id(each) == msgId);
    }

    /** Whether the air has held back a copy of a message that is complete. Most real clients take it for a new one. */
    private boolean isLateCopy(Publish packet, long now) {
        long trace = trace(packet);
        return Arrays.stream(recentlyCompleted(now)).anyMatch(each -> each == trace)
                && !device.profile().has(Quirk.FORGETS_QOS_2_AT_PUBREL);
    }

    private long[] recentlyCompleted(long now) {
        if (completed.length > 0 && now - completedAt > LATEST_COPY) {
            completed = NONE;
        }
        return completed;
    }

    /** The MsgId and a hash of all that a copy has in common with the first transmission: all but DUP. */
    private static long trace(Publish packet) {
        int content = Objects.hash(packet.retain(), packet.topicIdType(), packet.topicId(), packet.data());
        return (long) packet.msgId() << ID_SHIFT | Integer.toUnsignedLong(content);
    }

    private static int id(long trace) {
        return (int) (trace >> ID_SHIFT);
    }

    /** The oldest goes when there are too many: a gateway has few on the way at once. */
    private static long[] with(long trace, long[] traces, int most) {
        int from = traces.length < most ? 0 : 1;
        long[] more = Arrays.copyOfRange(traces, from, traces.length + 1);
        more[more.length - 1] = trace;
        return more;
    }
}
