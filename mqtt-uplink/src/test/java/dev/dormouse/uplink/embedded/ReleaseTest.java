package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertFalse;

import io.netty.channel.local.LocalAddress;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.activemq.artemis.core.server.ActiveMQServer;
import org.apache.activemq.artemis.core.server.MessageReference;
import org.apache.activemq.artemis.core.server.ServerConsumer;
import org.apache.activemq.artemis.core.server.impl.AckReason;
import org.apache.activemq.artemis.core.server.impl.ActiveMQServerImpl;
import org.apache.activemq.artemis.core.server.plugin.ActiveMQServerMessagePlugin;
import org.apache.activemq.artemis.core.transaction.Transaction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the broker releases a message of QoS 2. */
class ReleaseTest {
    private static final Duration LONG_ENOUGH = Duration.ofMillis(500);

    /** A client that has PUBREL forgets the message, and would take it for a new one after the broker was killed. */
    @Test
    void releasesAMessageWhenItsReceiptIsStoredAndNotBefore(@TempDir Path directory) throws Exception {
        BrokerOptions options = BrokerOptions.in(directory);
        LocalAddress address = new LocalAddress("release-" + UUID.randomUUID());
        try (DataDirectory data = DataDirectory.claim(directory)) {
            ActiveMQServer server = new ActiveMQServerImpl(
                    new ArtemisSettings(options).configuration(data, address, List.of()),
                    Doorkeeper.of(options.users()));
            BoundedAcceptors acceptors = new BoundedAcceptors(options, server);
            server.getConfiguration().getAcceptorConfigurations().forEach(acceptor -> server.getServiceRegistry()
                    .addAcceptorFactory(acceptor.getName(), acceptors));
            server.start();
            try (InVmClient client = new InVmClient(address, InVmClient.nio());
                    InVmClient publisher = new InVmClient(address, InVmClient.nio())) {
                client.connect("exact");
                client.subscribe("exactly/once", MqttQoS.EXACTLY_ONCE);
                publisher.connect("publisher");
                publisher.publish("exactly/once", 7, MqttQoS.EXACTLY_ONCE, "payload");
                publisher.next(MqttMessageType.PUBREC);
                publisher.send(MqttMessageType.PUBREL, 7);
                publisher.next(MqttMessageType.PUBCOMP);
                MqttPublishMessage message = (MqttPublishMessage) client.next(MqttMessageType.PUBLISH);
                int packetId = message.variableHeader().packetId();
                message.release();
                Storing storing = new Storing(client);
                server.registerBrokerPlugin(storing);

                client.send(MqttMessageType.PUBREC, packetId);

                assertFalse(storing.releasedBefore.get(10, TimeUnit.SECONDS));
                client.next(MqttMessageType.PUBREL);
            } finally {
                server.stop();
            }
        }
    }

    /** Is told of the receipt when it is about to be stored, and takes its time. */
    private static final class Storing implements ActiveMQServerMessagePlugin {
        private final InVmClient client;
        private final CompletableFuture<Boolean> releasedBefore = new CompletableFuture<>();

        private Storing(InVmClient client) {
            this.client = client;
        }

        @Override
        public void messageAcknowledged(
                Transaction transaction, MessageReference message, AckReason reason, ServerConsumer consumer) {
            try {
                releasedBefore.complete(client.hearsWithin(LONG_ENOUGH, MqttMessageType.PUBREL));
            } catch (InterruptedException e) {
                releasedBefore.completeExceptionally(e);
            }
        }
    }
}
