package dev.dormouse.uplink.embedded;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;

/**
 * The library's end of a connection, which keeps the order of messages (MQTT 5 §4.6). What waits for the storage is done in the order
 * of asking only within an operation context, and the library leaves that to the thread: a packet is taken on any thread of a pool,
 * with the context of whoever was there last, and a message that is sent waits for what that one stores (ARTEMIS-6191).
 */
final class OrderedMqtt extends MQTTProtocolHandler {
    private final ActiveMQServer server;
    /** That of all that the client has said. */
    private final OperationContext said;
    /** That of what waits for nothing more: no one stores anything in it. */
    private final OperationContext ready;

    OrderedMqtt(ActiveMQServer server, MQTTProtocolManager manager) {
        super(server, manager);
        this.server = server;
        this.said = server.newOperationContext();
        this.ready = server.newOperationContext();
    }

    @Override
    public void act(MqttMessage message) {
        in(said, () -> super.act(message));
    }

    @Override
    protected void sendToClient(MqttMessage message) {
        MqttMessageType type = message.fixedHeader().messageType();
        // A message is in a queue, and one of QoS 1 is acknowledged, when it is stored.
        if (type == MqttMessageType.PUBLISH || type == MqttMessageType.PUBACK) {
            in(ready, () -> super.sendToClient(message));
        } else {
            super.sendToClient(message);
        }
    }

    private void in(OperationContext context, Runnable action) {
        StorageManager storage = server.getStorageManager();
        OperationContext before = storage.getContext();
        storage.setContext(context);
        try {
            action.run();
        } finally {
            storage.setContext(before);
        }
    }
}
