package dev.dormouse.uplink.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.apache.activemq.artemis.core.persistence.OperationContext;
import org.apache.activemq.artemis.core.persistence.StorageManager;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolHandler;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTProtocolManager;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.ServerSession;

/**
 * The library's end of a connection, which keeps the order of messages (MQTT 5 §4.6). What waits for the storage is done in the order
 * of asking only within an operation context, and the library leaves that to the thread: a packet is taken on any thread of a pool,
 * with the context of whoever was there last, and a message that is sent waits for what that one stores (ARTEMIS-6191). {@link Releases}
 * and {@link SendWindow} see what goes by, and put right what else the library does too early or not at all.
 */
final class OrderedMqtt extends MQTTProtocolHandler {
    private final ActiveMQServer server;
    /** That of all that the client has said. */
    private final OperationContext said;
    /** That of what waits for nothing more: no one stores anything in it. */
    private final OperationContext ready;

    private final Releases releases = new Releases();
    private final SendWindow window = new SendWindow(this::wakeAll);
    private volatile String connection = "";

    OrderedMqtt(ActiveMQServer server, MQTTProtocolManager manager) {
        super(server, manager);
        this.server = server;
        this.said = server.newOperationContext();
        this.ready = server.newOperationContext();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext context) {
        connection = context.channel().id().toString();
    }

    @Override
    public void act(MqttMessage message) {
        Runnable taking = () -> in(said, () -> super.act(message));
        if (message.fixedHeader().messageType() == MqttMessageType.PUBREC
                && message.variableHeader() instanceof MqttMessageIdVariableHeader received) {
            releases.received(received.messageId(), taking, said);
        } else {
            taking.run();
        }
        window.heard(message);
    }

    private void wakeAll() {
        for (ServerSession session : server.getSessions(connection)) {
            session.getServerConsumers().forEach(ServerConsumer::promptDelivery);
        }
    }

    @Override
    protected void sendToClient(MqttMessage message) {
        window.sent(message);
        MqttMessageType type = message.fixedHeader().messageType();
        // A message is in a queue, and one of QoS 1 is acknowledged, when it is stored.
        if (type == MqttMessageType.PUBLISH || type == MqttMessageType.PUBACK) {
            in(ready, () -> super.sendToClient(message));
        } else if (type == MqttMessageType.PUBREL
                && message.variableHeader() instanceof MqttMessageIdVariableHeader released) {
            releases.release(released.messageId(), () -> super.sendToClient(message));
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
