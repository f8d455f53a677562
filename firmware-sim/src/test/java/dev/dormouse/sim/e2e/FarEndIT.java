package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertFalse;

import com.hivemq.client.mqtt.MqttClient;
import com.hivemq.client.mqtt.mqtt3.Mqtt3BlockingClient;
import dev.dormouse.sim.oracle.MqttFarEnd;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The plain client that watches a run at the broker. */
class FarEndIT {
    @AutoClose
    private final Stage stage = new Stage();

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
