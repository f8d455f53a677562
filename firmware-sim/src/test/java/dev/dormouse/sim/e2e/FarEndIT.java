package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import dev.dormouse.sim.oracle.MqttFarEnd;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The plain client that watches a run at the broker. */
class FarEndIT {
    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void whatTheBrokerHasKeptOfAnEarlierRunIsNoNews() throws Exception {
        URI broker = URI.create(stage.brokerUrl());
        Mqtt3BlockingClient earlier = MqttClient.builder()
                .useMqttVersion3()
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .buildBlocking();
        earlier.connect();
        earlier.publishWith()
                .topic("up/state")
                .qos(MqttQos.AT_LEAST_ONCE)
                .retain(true)
                .payload("old".getBytes(StandardCharsets.UTF_8))
                .send();
        earlier.disconnect();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        try (MqttFarEnd far = MqttFarEnd.connect(
                broker, Set.of("up/#"), (topic, payload) -> heard.add(new String(payload, StandardCharsets.UTF_8)))) {
            far.publish("up/state", 1, false, "new");
            assertEquals("new", heard.poll(10, TimeUnit.SECONDS));
        }
    }

    @Test
    void theSessionOfTheWitnessEndsWithTheRun() throws Exception {
        URI broker = URI.create(stage.brokerUrl());
        MqttFarEnd.connect(broker, Set.of("up/#"), (topic, payload) -> {}).close();
        String id = stage.brokerSays("New client connected .* as sim-").replaceAll(".* as (sim-\\w+) .*", "$1");
        Mqtt3BlockingClient successor = MqttClient.builder()
                .useMqttVersion3()
                .identifier(id)
                .serverHost(broker.getHost())
                .serverPort(broker.getPort())
                .buildBlocking();
        assertFalse(successor.connectWith().cleanSession(false).send().isSessionPresent());
        successor.disconnect();
    }
}
