package dev.dormouse.uplink.embedded;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.activemq.artemis.core.io.IOCallback;
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
 * with the context of whoever was there last, and a message that is sent waits for what that one stores (ARTEMIS-6191). And no queue
 * is forgotten that found the client's window full, see {@link SendWindow}.
 *
 * <p>PUBREL goes out when the client's PUBREC is stored. The library sends it, and only then stores that the message has been received:
 * killed between the two, it would send the message once more to a client that has forgotten it (MQTT 5 §4.3.3).
 */
final class OrderedMqtt extends MQTTProtocolHandler {
    private static final CompletableFuture<Void> STORED = CompletableFuture.completedFuture(null);

    private final ActiveMQServer server;
    /** That of all that the client has said. */
    private final OperationContext said;
    /** That of what waits for nothing more: no one stores anything in it. */
    private final OperationContext ready;
    /** The receipts (PUBREC) that are being stored, by packet identifier. */
    private final Map<Integer, CompletableFuture<Void>> receipts = new ConcurrentHashMap<>();

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
        take(message);
        window.heard(message);
    }

    private void take(MqttMessage message) {
        if (message.fixedHeader().messageType() == MqttMessageType.PUBREC
                && message.variableHeader() instanceof MqttMessageIdVariableHeader received) {
            CompletableFuture<Void> stored = new CompletableFuture<>();
            receipts.put(received.messageId(), stored);
            in(said, () -> super.act(message));
            said.executeOnCompletion(new Stored(received.messageId(), stored));
        } else {
            in(said, () -> super.act(message));
        }
    }

    private void wakeAll() {
        for (ServerSession session : server.getSessions(connection)) {
            session.getServerConsumers().forEach(ServerConsumer::promptDelivery);
        }
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // what is sent to a client that has gone is lost anyway
    protected void sendToClient(MqttMessage message) {
        window.sent(message);
        MqttMessageType type = message.fixedHeader().messageType();
        // A message is in a queue, and one of QoS 1 is acknowledged, when it is stored.
        if (type == MqttMessageType.PUBLISH || type == MqttMessageType.PUBACK) {
            in(ready, () -> super.sendToClient(message));
        } else if (type == MqttMessageType.PUBREL
                && message.variableHeader() instanceof MqttMessageIdVariableHeader released) {
            receipts.getOrDefault(released.messageId(), STORED).thenRun(() -> super.sendToClient(message));
        } else {
            super.sendToClient(message);
        }
    }

    private final class Stored implements IOCallback {
        private final int packetId;
        private final CompletableFuture<Void> stored;

        private Stored(int packetId, CompletableFuture<Void> stored) {
            this.packetId = packetId;
            this.stored = stored;
        }

        @Override
        public void done() {
            receipts.remove(packetId, stored);
            stored.complete(null);
        }

        @Override
        public void onError(int code, String message) {
            // The library has said so and stops; the client is not released from what may be lost.
            receipts.remove(packetId, stored);
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
