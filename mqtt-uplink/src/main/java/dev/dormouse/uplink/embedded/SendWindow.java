package dev.dormouse.uplink.embedded;

import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttProperties;
import io.netty.handler.codec.mqtt.MqttProperties.IntegerProperty;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages on their way to one client, which takes no more than its Receive Maximum at a time (MQTT 5 §4.9). Each of its
 * subscriptions has a queue. The library stops a queue that finds the window full, but when there is room again it wakes only the queue
 * of the message that was acknowledged; the others would stand still until something new comes for them. So here all are woken, not for
 * each message but when most of the window is free again. Messages are sent by any thread, answers come one after the other.
 */
final class SendWindow {
    private static final int LARGEST = 65_535;

    private final Runnable wakeAll;
    private final AtomicInteger underWay = new AtomicInteger();
    private int size = LARGEST;
    private boolean wasFull;

    /**
     * Nothing is on its way.
     *
     * @param wakeAll lets all queues of the client go on
     */
    SendWindow(Runnable wakeAll) {
        this.wakeAll = wakeAll;
    }

    /** The library counts a PUBREL, too. */
    void sent(MqttMessage message) {
        boolean counts =
                switch (message.fixedHeader().messageType()) {
                    case PUBLISH -> message.fixedHeader().qosLevel() != MqttQoS.AT_MOST_ONCE;
                    case PUBREL -> true;
                    default -> false;
                };
        if (counts) {
            underWay.incrementAndGet();
        }
    }

    /** The client has said something, and the library has done what it does about it. */
    void heard(MqttMessage message) {
        switch (message.fixedHeader().messageType()) {
            case CONNECT -> size = receiveMaximum((MqttConnectMessage) message);
            case PUBACK, PUBREC, PUBCOMP -> acknowledged();
            default -> {}
        }
    }

    private static int receiveMaximum(MqttConnectMessage connect) {
        MqttProperties.MqttProperty<?> property =
                connect.variableHeader().properties().getProperty(MqttProperties.RECEIVE_MAXIMUM);
        return property instanceof IntegerProperty given ? given.value() : LARGEST;
    }

    /** Half full counts as full: what is sent at this moment may make it so, and be counted later. */
    private void acknowledged() {
        int before = underWay.getAndUpdate(count -> Math.max(0, count - 1));
        wasFull |= before > (size - 1) / 2;
        if (wasFull && before - 1 <= size / 4) {
            wasFull = false;
            wakeAll.run();
        }
    }
}
