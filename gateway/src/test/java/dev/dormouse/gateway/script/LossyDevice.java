package dev.dormouse.gateway.script;

import dev.dormouse.gateway.topic.TopicFilter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/**
 * A correct client at the far end of air that loses, doubles and reorders. What the gateway sends to it is held against the rules: one
 * message is in flight at a time, and none follows PINGRESP.
 */
final class LossyDevice {
    final SimulatedClient client;

    /** What it may get, and at which QoS. */
    final Map<String, Integer> possible = new HashMap<>();

    /** What it must get: published when it knew that it had subscribed. */
    final Set<String> wanted = new TreeSet<>();

    private final String id;
    private final String filter;
    private final ScriptLink link;
    private final Chart chart;
    private final Random random;
    private final List<Packet> toClient = new ArrayList<>();
    private int lossPercent = 30;
    private int inFlight;
    private boolean asleep;
    private boolean toldToSleepOn;

    LossyDevice(String id, String filter, ScriptLink link, Chart chart, Random random) {
        this.id = id;
        this.filter = filter;
        this.client = new SimulatedClient(id, filter);
        this.link = link;
        this.chart = chart;
        this.random = random;
    }

    String id() {
        return id;
    }

    /** Somebody publishes. */
    void mayGet(String topic, String payload, int qos) {
        if (TopicFilter.matches(filter, topic)) {
            possible.put(topic + "=" + payload, qos);
            if (client.isSubscribed()) {
                wanted.add(topic + "=" + payload);
            }
        }
    }

    /** From now on nothing is lost. */
    void airClears() {
        lossPercent = 0;
    }

    /** The gateway forgets what it was about. */
    void gatewayDies() {
        collect();
        inFlight = 0;
        toldToSleepOn = false;
    }

    boolean hasAll() {
        return client.isActive() && client.hasPublishedAll() && missing().isEmpty();
    }

    Set<String> missing() {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(client.delivered);
        return missing;
    }

    /** Hears, thinks and says what there is. */
    void tick(VirtualLoop loop) {
        collect();
        for (Packet packet : disturbed(toClient)) {
            client.hears(packet);
        }
        toClient.clear();
        client.tick(loop.elapsed());
        List<Packet> sent = new ArrayList<>(client.toSend);
        client.toSend.clear();
        for (Packet packet : disturbed(sent)) {
            noteHeardByGateway(packet);
            link.hand(client.address(), packet);
            loop.settle();
            collect();
        }
    }

    /** Takes what the gateway has sent into the air. */
    private void collect() {
        for (Packet packet = link.poll(client.address()); packet != null; packet = link.poll(client.address())) {
            toClient.add(packet);
            noteSleep(packet);
            int msgId = packet.type() == 0x0A ? packet.twoAt(4) : packet.type() == 0x0C ? packet.twoAt(5) : 0;
            if (packet.type() == 0x05) {
                inFlight = 0;
            } else if (msgId != 0) {
                check(inFlight == 0 || inFlight == msgId, "message " + msgId + " while " + inFlight + " is in flight");
                inFlight = msgId;
            }
        }
    }

    private void noteSleep(Packet packet) {
        switch (packet.type()) {
            case 0x05 -> asleep = false;
            case 0x18 -> asleep = true;
            case 0x17 -> toldToSleepOn = asleep;
            case 0x0A, 0x0C -> check(!toldToSleepOn, packet + " after PINGRESP");
            default -> {
                // Answers to what the client said.
            }
        }
    }

    private void noteHeardByGateway(Packet packet) {
        toldToSleepOn = false;
        int msgId =
                switch (packet.type()) {
                    case 0x0B, 0x0D -> packet.twoAt(4);
                    case 0x0E -> packet.twoAt(2);
                    default -> 0;
                };
        if (msgId != 0 && msgId == inFlight) {
            inFlight = 0;
        }
    }

    /** Loses some, doubles some, and lets neighbours change places that are not of one exchange. */
    private List<Packet> disturbed(List<Packet> packets) {
        List<Packet> result = new ArrayList<>();
        for (Packet packet : packets) {
            if (random.nextInt(100) >= lossPercent) {
                result.add(packet);
                if (random.nextInt(100) < lossPercent / 2) {
                    result.add(packet);
                }
            }
        }
        for (int i = 1; i < result.size(); i++) {
            if (random.nextInt(4) == 0 && mayChangePlaces(result.get(i - 1), result.get(i))) {
                Collections.swap(result, i - 1, i);
            }
        }
        return result;
    }

    /** What depends on what came before must not: QoS 2 survives that in no version of MQTT. */
    private static boolean mayChangePlaces(Packet one, Packet other) {
        return !isOfExchange(one) || !isOfExchange(other);
    }

    /** CONNACK, REGISTER, PUBLISH and PUBREL. */
    private static boolean isOfExchange(Packet packet) {
        return switch (packet.type()) {
            case 0x05, 0x0A, 0x0C, 0x10 -> true;
            default -> false;
        };
    }

    private void check(boolean condition, String expectation) {
        if (!condition) {
            throw chart.failure(id + ": " + expectation);
        }
    }
}
