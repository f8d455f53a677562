package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A client of several subscriptions takes only so many messages at a time (MQTT 5 §4.9). */
class SendWindowTest {
    private static final int SUBSCRIPTIONS = 20;
    private static final int MESSAGES = 3 * SUBSCRIPTIONS;

    private static EmbeddedBroker broker;

    @BeforeAll
    static void start(@TempDir Path directory) throws BrokerException {
        broker = EmbeddedBroker.start(BrokerOptions.in(directory).withTcp(Endpoint.loopback(0)));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({"AT_LEAST_ONCE,1", "AT_LEAST_ONCE,2", "AT_LEAST_ONCE,7", "EXACTLY_ONCE,1", "EXACTLY_ONCE,7"})
    void whatFoundTheWindowFullComesWhenThereIsRoomAgain(MqttQoS qos, int window) throws Exception {
        String root = "window/" + qos + "/" + window + "/";
        Set<String> expected = new TreeSet<>();
        try (InVmClient slow = new InVmClient(broker.localAddress(), InVmClient.nio());
                InVmClient publisher = new InVmClient(broker.localAddress(), InVmClient.nio())) {
            slow.connect("slow", window);
            publisher.connect("publisher");
            for (int i = 0; i < SUBSCRIPTIONS; i++) {
                slow.subscribe(root + i, qos);
            }
            for (int i = 0; i < MESSAGES; i++) {
                publisher.publish(root + i % SUBSCRIPTIONS, i + 1, qos, "m" + i);
                if (qos == MqttQoS.EXACTLY_ONCE) {
                    publisher.next(MqttMessageType.PUBREC);
                    publisher.send(MqttMessageType.PUBREL, i + 1);
                    publisher.next(MqttMessageType.PUBCOMP);
                } else {
                    publisher.next(MqttMessageType.PUBACK);
                }
                expected.add("m" + i);
            }
            Set<String> heard = new TreeSet<>();
            while (heard.size() < MESSAGES) {
                hear(slow, heard);
            }
            assertEquals(expected, heard);
        }
    }

    private static void hear(InVmClient client, Set<String> heard) throws InterruptedException {
        MqttMessage message = client.poll();
        if (message instanceof MqttPublishMessage publish) {
            heard.add(publish.payload().toString(StandardCharsets.UTF_8));
            int id = publish.variableHeader().packetId();
            boolean once = publish.fixedHeader().qosLevel() == MqttQoS.EXACTLY_ONCE;
            publish.release();
            client.send(once ? MqttMessageType.PUBREC : MqttMessageType.PUBACK, id);
        } else if (message.fixedHeader().messageType() == MqttMessageType.PUBREL) {
            client.send(MqttMessageType.PUBCOMP, ((MqttMessageIdVariableHeader) message.variableHeader()).messageId());
        }
    }
}
