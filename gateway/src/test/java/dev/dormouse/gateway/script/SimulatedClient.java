package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A device with a lasting session, and a Will if it is told to have one, that keeps every rule of MQTT-SN 1.2 for clients, and repeats
 * itself until it is answered.
 */
final class SimulatedClient {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int MOST_REQUESTS = 4;
    private static final Duration PING = Duration.ofSeconds(20);

    final List<String> delivered = new ArrayList<>();
    final Queue<Packet> toSend = new ArrayDeque<>();

    private final String id;
    private final String filter;
    private final Map<Integer, String> topics = new HashMap<>();
    private final Set<Integer> halfReceived = new HashSet<>();
    private final Queue<Packet> toPublish = new ArrayDeque<>();
    private State state = State.CONNECTING;
    private Duration now = Duration.ZERO;
    private Duration lastPing = Duration.ZERO;
    private @Nullable Packet request;
    private int requestsLeft;
    private Duration requestDue = Duration.ZERO;
    private @Nullable Packet publishing;
    private Duration publishDue = Duration.ZERO;
    private @Nullable String willTopic;
    private String willMessage;
    private boolean wantsNothing;
    private boolean subscribed;
    private int lastMsgId;
    private int addresses;

    private enum State {
        CONNECTING,
        SUBSCRIBING,
        ACTIVE,
        FALLING_ASLEEP,
        ASLEEP,
        AWAKE,
        LEAVING,
        GONE
    }

    SimulatedClient(String id, String filter) {
        this(id, filter, null, "");
    }

    /**
     * A device that wants to connect.
     *
     * @param willTopic null: without a Will
     */
    SimulatedClient(String id, String filter, @Nullable String willTopic, String willMessage) {
        this.id = id;
        this.filter = filter;
        this.willTopic = willTopic;
        this.willMessage = willMessage;
        connectAgain();
    }

    At address() {
        return new At(id + "-" + addresses);
    }

    boolean isActive() {
        return state == State.ACTIVE;
    }

    boolean isAsleep() {
        return state == State.ASLEEP;
    }

    /** It has been told that what it wants will come. */
    boolean isSubscribed() {
        return subscribed;
    }

    boolean isGone() {
        return state == State.GONE;
    }

    /** Nothing that it has asked for is unanswered. */
    boolean waitsForNothing() {
        return isActive() && request == null;
    }

    boolean hasPublishedAll() {
        return publishing == null && toPublish.isEmpty();
    }

    // ---- what it wants ----

    void publishes(String topic, String payload, int qos) {
        toPublish.add(publishShort(topic, ++lastMsgId, payload).qos(qos));
    }

    void connectAgain() {
        topics.clear();
        state = State.CONNECTING;
        Packet connect = connect(id).keepAlive(60);
        ask(willTopic == null ? connect : connect.will());
    }

    void changesWillTopic(String topic) {
        willTopic = topic;
        ask(willTopicUpd(topic).qos(1));
    }

    void changesWillMessage(String message) {
        willMessage = message;
        ask(willMsgUpd(message));
    }

    void unsubscribes() {
        wantsNothing = true;
        ask(unsubscribe(++lastMsgId, filter));
    }

    void leaves() {
        state = State.LEAVING;
        ask(disconnect());
    }

    /** Its battery is empty. */
    void dies() {
        state = State.GONE;
        request = null;
        toSend.clear();
    }

    void moves() {
        addresses++;
        if (state == State.ASLEEP) {
            wakes();
        } else {
            connectAgain();
        }
    }

    void sleeps(int seconds) {
        state = State.FALLING_ASLEEP;
        ask(sleep(seconds));
    }

    void wakes() {
        state = State.AWAKE;
        ask(pingreq(id));
    }

    private void ask(Packet packet) {
        request = packet;
        requestsLeft = MOST_REQUESTS;
        send(packet);
    }

    private void send(Packet packet) {
        requestDue = now.plus(RETRY);
        toSend.add(packet);
    }

    // ---- time ----

    void tick(Duration time) {
        now = time;
        if (request != null && now.compareTo(requestDue) >= 0) {
            if (--requestsLeft > 0) {
                send(request);
            } else if (state == State.LEAVING) {
                dies();
            } else {
                connectAgain();
            }
        }
        if (state != State.ACTIVE) {
            return;
        }
        if (publishing == null && !toPublish.isEmpty()) {
            publishing = toPublish.remove();
            toSend.add(publishing);
            publishDue = now.plus(RETRY);
        } else if (publishing != null && now.compareTo(publishDue) >= 0) {
            publishing = publishing.type() == 0x0C ? publishing.dup() : publishing;
            toSend.add(publishing);
            publishDue = now.plus(RETRY);
        }
        if (now.compareTo(lastPing.plus(PING)) >= 0) {
            lastPing = now;
            toSend.add(pingreq());
        }
    }

    // ---- what it hears ----

    void hears(Packet packet) {
        if (state == State.GONE) {
            return;
        }
        switch (packet.type()) {
            case 0x05 -> hearsConnack(packet.at(2));
            case 0x06 ->
                answersForWill(willTopic(Objects.requireNonNull(willTopic)).qos(1));
            case 0x08 -> answersForWill(willMsg(willMessage));
            case 0x0A -> {
                topics.put(
                        packet.twoAt(2),
                        new String(packet.octets(), 6, packet.length() - 6, java.nio.charset.StandardCharsets.UTF_8));
                toSend.add(regack(packet.twoAt(2), packet.twoAt(4), 0));
            }
            case 0x0C -> hearsPublish(packet);
            case 0x0D -> {
                if (packet.at(6) == 0) {
                    published(0x0C, packet.twoAt(4));
                }
            }
            case 0x0E -> published(0x10, packet.twoAt(2));
            case 0x0F -> {
                if (isPublishing(0x0C, packet.twoAt(2))) {
                    publishing = pubrel(packet.twoAt(2));
                    publishDue = now.plus(RETRY);
                    toSend.add(publishing);
                }
            }
            case 0x10 -> {
                halfReceived.remove(packet.twoAt(2));
                toSend.add(pubcomp(packet.twoAt(2)));
            }
            case 0x13 -> hearsSuback(packet);
            case 0x15 -> isAnswered(0x14);
            case 0x1B -> isAnswered(0x1A);
            case 0x1D -> isAnswered(0x1C);
            case 0x17 -> {
                if (state == State.AWAKE) {
                    request = null;
                    state = State.ASLEEP;
                }
            }
            case 0x18 -> hearsDisconnect();
            default -> throw new IllegalStateException("a client does not expect " + packet);
        }
        if (state == State.AWAKE && packet.type() != 0x17) {
            requestDue = now.plus(RETRY);
        }
    }

    private void answersForWill(Packet answer) {
        if (state == State.CONNECTING) {
            ask(answer);
        }
    }

    private void isAnswered(int type) {
        if (request != null && request.type() == type) {
            request = null;
        }
    }

    private void hearsConnack(int code) {
        if (state == State.CONNECTING && code == 0) {
            request = null;
            state = State.ACTIVE;
            publishDue = now;
            if (!subscribed && !wantsNothing) {
                state = State.SUBSCRIBING;
                ask(subscribe(++lastMsgId, filter).qos(2));
            }
        }
    }

    private void hearsSuback(Packet suback) {
        if (state == State.SUBSCRIBING && suback.at(7) == 0) {
            request = null;
            subscribed = true;
            state = State.ACTIVE;
        }
    }

    private void hearsDisconnect() {
        switch (state) {
            case FALLING_ASLEEP -> {
                request = null;
                state = State.ASLEEP;
            }
            case ACTIVE, AWAKE, SUBSCRIBING -> connectAgain();
            case LEAVING -> dies();
            case CONNECTING, ASLEEP, GONE -> {}
        }
    }

    private void hearsPublish(Packet packet) {
        int qos = packet.at(2) >> 5 & 3;
        int msgId = packet.twoAt(5);
        if (qos == 2 && halfReceived.contains(msgId)) {
            toSend.add(pubrec(msgId));
            return;
        }
        String topic = (packet.at(2) & 3) == SHORT
                ? new String(packet.octets(), 3, 2, java.nio.charset.StandardCharsets.UTF_8)
                : topics.get(packet.twoAt(3));
        if (topic == null) {
            if (state != State.CONNECTING) {
                toSend.add(puback(packet.twoAt(3), msgId, 2));
            }
            return;
        }
        String message = topic + "="
                + new String(packet.octets(), 7, packet.length() - 7, java.nio.charset.StandardCharsets.UTF_8);
        if (qos == 1) {
            delivered.add(message);
            toSend.add(puback(packet.twoAt(3), msgId, 0));
        } else {
            halfReceived.add(msgId);
            delivered.add(message);
            toSend.add(pubrec(msgId));
        }
    }

    private boolean isPublishing(int type, int msgId) {
        return publishing != null && publishing.type() == type && publishing.twoAt(type == 0x0C ? 5 : 2) == msgId;
    }

    private void published(int type, int msgId) {
        if (isPublishing(type, msgId)) {
            publishing = null;
        }
    }
}
