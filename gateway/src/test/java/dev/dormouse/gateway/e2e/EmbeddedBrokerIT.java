package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.e2e.RawSnClient.Heard;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One gateway with its embedded broker; devices on one side, mosquitto's command-line clients and MQTT.js on the other. */
@Timeout(120)
@ParameterizedClass(name = "{0} connections")
@ValueSource(strings = {"per-client", "shared"})
class EmbeddedBrokerIT {
    /** A gateway that serves all tests with the same kind of connections. */
    private record House(Stage stage, int mqtt, int webSocket, GatewayProcess gateway) {
        static House open(String connections) {
            Stage stage = new Stage();
            int mqtt = Ports.free();
            int webSocket = Ports.free();
            return new House(
                    stage,
                    mqtt,
                    webSocket,
                    stage.gateway(Map.of(
                            "uplink.connections",
                            connections,
                            "broker.port",
                            "" + mqtt,
                            "broker.websocket-port",
                            "" + webSocket,
                            "topics.predefined.7",
                            "minus/one")));
        }
    }

    private static final Map<String, House> houses = new HashMap<>();

    private final int mqtt;
    private final int webSocket;
    private final GatewayProcess gateway;

    @AutoClose
    private final Stage stage = new Stage();

    EmbeddedBrokerIT(String connections) {
        House house = houses.computeIfAbsent(connections, House::open);
        mqtt = house.mqtt;
        webSocket = house.webSocket;
        gateway = house.gateway;
    }

    @AfterAll
    static void closesTheHouses() throws IOException {
        for (House each : houses.values()) {
            each.stage.close();
        }
    }

    @Test
    void aDevicesMessageReachesAnMqttClientAtQos0() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "up/0", 2);
        RawSnClient device = stage.device(gateway);
        device.connects("up-0");
        int topic = device.registers("up/0");
        device.says("0C 00" + RawSnClient.hex(topic) + "0000", "at-most-once");
        subscriber.hears("up/0", 0, "at-most-once");
    }

    @Test
    void aDevicesMessageReachesAnMqttClientAtQos1() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "up/1", 2);
        RawSnClient device = stage.device(gateway);
        device.connects("up-1");
        String topic = RawSnClient.hex(device.registers("up/1"));
        device.says("0C 20" + topic + "1234", "at-least-once");
        device.hears("0D" + topic + "1234 00");
        subscriber.hears("up/1", 1, "at-least-once");
    }

    @Test
    void aDevicesMessageReachesAnMqttClientAtQos2() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "up/2", 2);
        RawSnClient device = stage.device(gateway);
        device.connects("up-2");
        String topic = RawSnClient.hex(device.registers("up/2"));
        device.says("0C 40" + topic + "2345", "exactly-once");
        device.hears("0F 2345");
        device.says("10 2345");
        device.hears("0E 2345");
        subscriber.hears("up/2", 2, "exactly-once");
    }

    @Test
    void anMqttMessageReachesADeviceAtQos0() {
        RawSnClient device = stage.device(gateway);
        device.connects("down-0");
        int topic = device.subscribes("down/0", 0);
        stage.publish(mqtt, "down/0", 0, "at-most-once");
        device.hears("0C 00" + RawSnClient.hex(topic) + "0000", "at-most-once");
    }

    @Test
    void anMqttMessageReachesADeviceAtQos1() {
        RawSnClient device = stage.device(gateway);
        device.connects("down-1");
        String topic = RawSnClient.hex(device.subscribes("down/1", 1));
        stage.publish(mqtt, "down/1", 1, "first");
        Heard first = device.hears("0C 20" + topic + "?? ??", "first");
        device.says("0D" + topic + RawSnClient.hex(first.number(5)) + "00");
        stage.publish(mqtt, "down/1", 1, "second");
        Heard second = device.hears("0C 20" + topic + "?? ??", "second");
        device.says("0D" + topic + RawSnClient.hex(second.number(5)) + "00");
        assertNotEquals(first.number(5), second.number(5));
    }

    @Test
    void anMqttMessageReachesADeviceAtQos2() {
        RawSnClient device = stage.device(gateway);
        device.connects("down-2");
        String topic = RawSnClient.hex(device.subscribes("down/2", 2));
        stage.publish(mqtt, "down/2", 2, "exactly-once");
        String id = RawSnClient.hex(
                device.hears("0C 40" + topic + "?? ??", "exactly-once").number(5));
        device.says("0F" + id);
        device.hears("10" + id);
        device.says("0E" + id);
        device.says("16");
        device.hears("17");
    }

    @Test
    void aRetainedMqttMessageWaitsForADevice() {
        stage.publish(mqtt, "kept/down", 1, "for-later", "-r");
        RawSnClient device = stage.device(gateway);
        device.connects("kept-down");
        String topic = RawSnClient.hex(device.subscribes("kept/down", 1));
        Heard publish = device.hears("0C 30" + topic + "?? ??", "for-later");
        device.says("0D" + topic + RawSnClient.hex(publish.number(5)) + "00");
    }

    @Test
    void aRetainedMessageOfADeviceWaitsForAnMqttClient() {
        RawSnClient device = stage.device(gateway);
        device.connects("kept-up");
        String topic = RawSnClient.hex(device.registers("kept/up"));
        device.says("0C 30" + topic + "0001", "for-later");
        device.hears("0D" + topic + "0001 00");
        stage.subscriber(mqtt, "kept/up", 1).hearsRetained("kept/up", 1, "for-later");
    }

    @Test
    void aTopicMatchedByAWildcardIsRegisteredWithTheDeviceFirst() {
        RawSnClient device = stage.device(gateway);
        device.connects("wild");
        assertTrue(device.subscribes("wild/+", 1) == 0, "a wildcard has no topic id");
        stage.publish(mqtt, "wild/wood", 1, "mole");
        Heard register = device.hears("0A ?? ?? ?? ??", "wild/wood");
        String topic = RawSnClient.hex(register.number(2));
        device.says("0B" + topic + RawSnClient.hex(register.number(4)) + "00");
        Heard publish = device.hears("0C 20" + topic + "?? ??", "mole");
        device.says("0D" + topic + RawSnClient.hex(publish.number(5)) + "00");
    }

    @Test
    void aStrangerPublishesToAPredefinedTopicWithQosMinus1() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "minus/one", 1);
        RawSnClient stranger = stage.device(gateway);
        stranger.says("0C 61 0007 0000", "no-connection");
        subscriber.hears("minus/one", 0, "no-connection");
    }

    @Test
    void aStrangerPublishesToAShortTopicWithQosMinus1() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "ab", 1);
        RawSnClient stranger = stage.device(gateway);
        stranger.says("0C 62 6162 0000", "no-connection");
        subscriber.hears("ab", 0, "no-connection");
    }

    @Test
    void theWillIsPublishedWhenTheKeepAliveAndHalfOfItHavePassedInSilence() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "will/lost", 1);
        RawSnClient device = stage.device(gateway);
        device.says("04 0C 01 0001", "lost");
        device.hears("06");
        device.says("07 20", "will/lost");
        device.hears("08");
        device.says("09", "gone");
        device.hears("05 00");
        long silentFrom = System.nanoTime();
        subscriber.hears("will/lost", 1, "gone");
        Duration silent = Duration.ofNanos(System.nanoTime() - silentFrom);
        assertTrue(silent.compareTo(Duration.ofMillis(1400)) > 0, "too early: after " + silent);
        assertTrue(silent.compareTo(Duration.ofSeconds(10)) < 0, "too late: after " + silent);
    }

    @Test
    void aDeviceThatSaysGoodbyeLeavesNoWill() {
        MosquittoSub subscriber = stage.subscriber(mqtt, "will/left", 1);
        RawSnClient device = stage.device(gateway);
        device.says("04 0C 01 003C", "left");
        device.hears("06");
        device.says("07 20", "will/left");
        device.hears("08");
        device.says("09", "gone");
        device.hears("05 00");
        device.says("18");
        device.hears("18");
        stage.publish(mqtt, "will/left", 1, "end");
        subscriber.hears("will/left", 1, "end");
        assertTrue(subscriber.payloads().equals(List.of("end")), subscriber.payloads()::toString);
    }

    @Test
    void aSleepingDeviceGetsItsMessagesWhenItWakes() {
        RawSnClient device = stage.device(gateway);
        device.connects("sleeper");
        String topic = RawSnClient.hex(device.subscribes("sleep/well", 1));
        device.says("18 003C");
        device.hears("18");
        stage.publish(mqtt, "sleep/well", 1, "dream");
        assertTrue(device.next(Duration.ofMillis(300)).isEmpty(), "the device sleeps");
        device.says("16", "sleeper");
        Heard publish = device.hears("0C 20" + topic + "?? ??", "dream");
        device.says("0D" + topic + RawSnClient.hex(publish.number(5)) + "00");
        device.hears("17");
    }

    /** The broker repeats under other packet identifiers; see D-7 of docs/spec-notes.md. */
    @Test
    void whatWaitsForALastingDeviceArrivesOnceAlthoughTheBrokerRepeatsIt() {
        RawSnClient device = stage.device(gateway);
        device.says("04 00 01 003C", "lasting");
        device.hears("05 00");
        String topic = RawSnClient.hex(device.subscribes("lasting/q2", 2));
        device.says("18 003C");
        device.hears("18");
        List<String> texts = List.of("one", "two", "three");
        texts.forEach(text -> stage.publish(mqtt, "lasting/q2", 2, text));
        assertTrue(device.next(Duration.ofMillis(500)).isEmpty(), "the device sleeps");
        device.says("18");
        device.hears("18");
        device.says("04 00 01 003C", "lasting");
        device.hears("05 00");
        Heard register = device.hears("0A" + topic + "?? ??", "lasting/q2");
        device.says("0B" + topic + RawSnClient.hex(register.number(4)) + "00");
        for (String text : texts) {
            String id = RawSnClient.hex(
                    device.hears("0C 40" + topic + "?? ??", text).number(5));
            device.says("0F" + id);
            device.hears("10" + id);
            device.says("0E" + id);
        }
        assertTrue(device.next(Duration.ofMillis(500)).isEmpty(), "each message once");
        device.says("18");
        device.hears("18");
    }

    @ParameterizedTest(name = "MQTT level {1} over {0}")
    @CsvSource({"tcp,4", "tcp,5", "ws,4", "ws,5"})
    void mqttJsAndADeviceHearEachOther(String transport, int level) {
        int port = transport.equals("ws") ? webSocket : mqtt;
        String name = transport + level;
        String url = (transport.equals("ws") ? "ws" : "mqtt") + "://127.0.0.1:" + port;
        MqttJs peer = stage.keep(MqttJs.connect(url, level));
        peer.subscribes("js/up/" + name, 1);
        RawSnClient device = stage.device(gateway);
        device.connects("js-" + name);
        String up = RawSnClient.hex(device.registers("js/up/" + name));
        device.says("0C 20" + up + "0001", "to-js");
        device.hears("0D" + up + "0001 00");
        peer.hears("js/up/" + name, 1, "to-js");

        String down = RawSnClient.hex(device.subscribes("js/down/" + name, 1));
        peer.publishes("js/down/" + name, 1, "from-js");
        Heard publish = device.hears("0C 20" + down + "?? ??", "from-js");
        device.says("0D" + down + RawSnClient.hex(publish.number(5)) + "00");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mqttv311", "mqttv5"})
    void mosquittosClientsOfEachVersionAreServed(String version) {
        MosquittoSub subscriber = stage.subscriber(mqtt, "version/" + version, 1, "-V", version);
        stage.publish(mqtt, "version/" + version, 1, "served", "-V", version);
        subscriber.hears("version/" + version, 1, "served");
    }

    @Test
    void devicesWithOverlappingSubscriptionsHearEachMessageOnce() {
        RawSnClient all = stage.device(gateway);
        all.connects("all");
        RawSnClient one = stage.device(gateway);
        one.connects("one");
        all.subscribes("overlap/#", 2);
        int topic = one.subscribes("overlap/a", 2);
        stage.publish(mqtt, "overlap/a", 2, "once");
        Heard register = all.hears("0A ?? ?? ?? ??", "overlap/a");
        all.says("0B" + RawSnClient.hex(register.number(2)) + RawSnClient.hex(register.number(4)) + "00");
        all.hearsAndAcknowledges(register.number(2), 2, "once");
        one.hearsAndAcknowledges(topic, 2, "once");
        stage.publish(mqtt, "overlap/a", 2, "end");
        all.hearsAndAcknowledges(register.number(2), 2, "end");
        one.hearsAndAcknowledges(topic, 2, "end");
    }
}
