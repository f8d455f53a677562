package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A single device that a script drives through a pipe. */
class DeviceIT {
    @AutoClose
    private final Stage stage = new Stage();

    private int port;

    @BeforeEach
    void aGateway() {
        port = stage.udpGateway().getPort();
    }

    private Child device(String... options) {
        List<String> words = new ArrayList<>(List.of("device", "--gateway", "127.0.0.1:" + port));
        words.addAll(List.of(options));
        return stage.simulator(words);
    }

    @Test
    void itPublishesHearsSleepsAndWakes() {
        Child subscriber = stage.subscriber("house/#");
        Child device = device("--client-id", "kitchen", "--keep-session");
        device.tell("# a comment, and an empty line", "", "connect");
        device.await("^active$");
        device.tell("register house/temp", "publish -q 2 house/temp 21.5 °C", "subscribe -q 1 house/command");
        device.await("^registered house/temp: id \\d+$");
        subscriber.await("^house/temp 21.5 °C$");
        device.await("^subscribed to house/command$");
        device.tell("wait message house/command 30s", "status");
        stage.publish("house/command", "on");
        device.await("^heard house/command \\(QoS 1\\) on$");
        device.await("^kitchen: active, profile strict, keep alive 60 s, a kept session, 1 messages published$");
        device.tell("sleep 10m");
        device.await("^asleep$");
        stage.publish("house/command", "off");
        // The gateway may get the message after the device has woken: it is there at the next wake-up, or at that after
        // it.
        device.tell("wake", "wait 1s", "wake", "wait message house/command 1s", "connect", "unsubscribe house/command");
        device.await("^heard house/command \\(QoS 1\\) off$");
        device.await("^unsubscribed from house/command$");
        device.tell("quit");
        device.await("^disconnected$");
        device.awaitSuccess();
    }

    @Test
    void theFirstCommandThatFailsEndsAScript() {
        Child device = device();
        device.tell("publish -q 1 house/temp 21.5", "connect");
        assertEquals(1, device.awaitExit(Child.PATIENCE));
        assertEquals(List.of("publish failed: the device is disconnected"), device.lines());
    }

    @Test
    void aCommandThatDoesNotExistIsToldAndEndsAScript() {
        Child device = device();
        device.tell("connetc");
        assertEquals(1, device.awaitExit(Child.PATIENCE));
        assertEquals(List.of("connetc: there is no such command; \"help\" tells which there are"), device.lines());
    }

    @Test
    void whereThereIsNoGatewayTheDeviceGivesUpInItsOwnTime() {
        Child device = stage.simulator(
                List.of("device", "--gateway", "127.0.0.1:9", "--profile", "mqtt-sn-tools", "--packets"));
        device.tell("connect");
        assertEquals(1, device.awaitExit(Child.PATIENCE));
        device.await("──▶ CONNECT .*04");
        assertTrue(device.lines().contains("connect failed: no CONNACK"), device::toString);
    }

    @Test
    void theWillOfADeviceThatLosesPowerIsPublished() {
        Child subscriber = stage.subscriber("wills/#");
        Child device = device("--client-id", "cellar", "--keep-alive", "2s", "--will", "wills/cellar=gone");
        device.tell("connect", "off");
        device.await("^off$");
        subscriber.await("^wills/cellar gone$");
        device.endInput();
        device.awaitSuccess();
    }
}
