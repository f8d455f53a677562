package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.e2e.RawSnClient.Heard;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

/** The gateway in front of a real mosquitto. */
@Timeout(120)
@ParameterizedClass(name = "{0} connections")
@ValueSource(strings = {"per-client", "shared"})
class UpstreamIT {
    private static final Map<String, String> QUICK =
            Map.of("uplink.reconnect-min", "200ms", "uplink.reconnect-max", "1s");

    private final String connections;

    @AutoClose
    private final Stage stage = new Stage();

    UpstreamIT(String connections) {
        this.connections = connections;
    }

    private GatewayProcess gatewayTo(MosquittoProcess broker, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("uplink.connections", connections);
        return stage.gatewayTo(broker, all);
    }

    @Test
    void messagesGoBothWaysThroughMosquitto() {
        MosquittoProcess broker = stage.mosquitto();
        RawSnClient device = stage.device(gatewayTo(broker, Map.of()));
        device.connects("plain");
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/+", 2);
        for (int qos = 0; qos <= 2; qos++) {
            publishes(device, "up/" + qos, qos);
            subscriber.hears("up/" + qos, qos, "up-at-qos-" + qos);
        }
        for (int qos = 0; qos <= 2; qos++) {
            int topic = device.subscribes("down/" + qos, qos);
            stage.publish(broker.port(), "down/" + qos, qos, "down-at-qos-" + qos);
            device.hearsAndAcknowledges(topic, qos, "down-at-qos-" + qos);
        }
    }

    @Test
    void messagesGoBothWaysOverTls() {
        Certificates certificates = Certificates.in(stage.folder());
        MosquittoProcess broker = stage.mosquitto(certificates.listenerLines());
        RawSnClient device = stage.device(gatewayTo(
                broker,
                Map.of(
                        "uplink.url",
                        "mqtts://127.0.0.1:" + broker.port(),
                        "uplink.ca-file",
                        certificates.authority())));
        device.connects("secured");
        String[] trusting = {"--cafile", certificates.authority()};
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/tls", 1, trusting);
        publishes(device, "up/tls", 1);
        subscriber.hears("up/tls", 1, "up-at-qos-1");
        int topic = device.subscribes("down/tls", 1);
        stage.publish(broker.port(), "down/tls", 1, "secret", trusting);
        device.hearsAndAcknowledges(topic, 1, "secret");
    }

    @Test
    void aBrokerWithACertificateOfAnotherAuthorityIsRefusedAndTheLogSaysWhy() {
        MosquittoProcess broker =
                stage.mosquitto(Certificates.in(stage.folder()).listenerLines());
        String other = Certificates.in(stage.folder()).authority();
        GatewayProcess gateway =
                gatewayTo(broker, Map.of("uplink.url", "mqtts://127.0.0.1:" + broker.port(), "uplink.ca-file", other));
        RawSnClient device = stage.device(gateway);
        device.says("04 04 01 003C", "careful");
        device.hears("05 01");
        gateway.awaitLog("does not chain with any of the trust anchors");
    }

    @Test
    void theGatewayShowsItsUserNameAndPasswordToTheBroker() {
        MosquittoProcess broker = stage.mosquitto(passwords());
        Map<String, String> user = Map.of("uplink.username", "dormouse", "uplink.password", "treacle");
        RawSnClient device = stage.device(gatewayTo(broker, user));
        device.connects("known");
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/user", 1, "-u", "dormouse", "-P", "treacle");
        publishes(device, "up/user", 1);
        subscriber.hears("up/user", 1, "up-at-qos-1");
    }

    @Test
    void aWrongPasswordIsAFinalRefusalForTheDeviceAndStaysOutOfTheLog() {
        MosquittoProcess broker = stage.mosquitto(passwords());
        GatewayProcess gateway =
                gatewayTo(broker, Map.of("uplink.username", "dormouse", "uplink.password", "marmalade"));
        RawSnClient device = stage.device(gateway);
        device.says("04 04 01 003C", "unknown");
        device.hears("05 03");
        assertTrue(gateway.log().stream().noneMatch(line -> line.contains("marmalade")), gateway::toString);
    }

    private String[] passwords() {
        String file = stage.folder().resolve("passwords").toString();
        Child child = Child.start(
                "mosquitto_passwd", new ProcessBuilder("mosquitto_passwd", "-c", "-b", file, "dormouse", "treacle"));
        try (child) {
            assertEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        }
        return new String[] {"allow_anonymous false", "password_file " + file};
    }

    @Test
    void aSessionGoesOnAndNothingIsLostWhenTheBrokerIsRestarted() {
        MosquittoProcess broker = stage.mosquitto();
        RawSnClient device = stage.device(gatewayTo(broker, QUICK));
        // Without CleanSession: what the broker holds for the device must outlive its restart.
        device.says("04 00 01 003C", "steady");
        device.hears("05 00");
        String up = RawSnClient.hex(device.registers("up/restart"));
        int down = device.subscribes("down/restart", 1);
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/restart", 1, "-c", "-i", "watcher");

        broker.stop();
        device.says("0C 20" + up + "0101", "meanwhile");
        assertTrue(
                device.next(Duration.ofMillis(500))
                        .filter(heard -> heard.digits().endsWith("00"))
                        .isEmpty(),
                "nothing is acknowledged that the broker does not have");
        broker.startAgain();
        stage.publish(broker.port(), "down/restart", 1, "afterwards");

        publishesUntilAcknowledged(device, up, down);
        subscriber.hears("up/restart", 1, "meanwhile");
    }

    /** Repeats its PUBLISH as a device does, and takes the message from the broker in whichever order the two come. */
    private static void publishesUntilAcknowledged(RawSnClient device, String up, int down) {
        boolean acknowledged = false;
        boolean heard = false;
        for (int attempt = 0; attempt < 30 && !(acknowledged && heard); attempt++) {
            Heard next = device.next(Duration.ofSeconds(1)).orElse(new Heard(""));
            if (next.digits().equals("070D" + up + "010100")) {
                acknowledged = true;
            } else if (next.digits().startsWith("110C20" + RawSnClient.hex(down))) {
                device.says("0D" + RawSnClient.hex(down) + RawSnClient.hex(next.number(5)) + "00");
                heard = true;
            } else if (!acknowledged) {
                device.says("0C A0" + up + "0101", "meanwhile");
            }
        }
        assertTrue(acknowledged, "the device's message was never acknowledged");
        assertTrue(heard, "the broker's message never reached the device");
    }

    @Test
    void onSigtermTheDevicesAreToldAndTheProgramEndsInOrder() {
        MosquittoProcess broker = stage.mosquitto();
        GatewayProcess gateway = gatewayTo(broker, Map.of());
        RawSnClient device = stage.device(gateway);
        device.connects("told");
        gateway.terminate();
        device.hears("18");
        assertEquals(0, gateway.awaitExit(Duration.ofSeconds(10)), gateway::toString);
    }

    @Test
    void aDeviceIsServedOverIpv6() {
        MosquittoProcess broker = stage.mosquitto();
        RawSnClient device = stage.device(gatewayTo(broker, Map.of("links.0.host", "::1")));
        device.connects("six");
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/six", 1);
        publishes(device, "up/six", 1);
        subscriber.hears("up/six", 1, "up-at-qos-1");
    }

    @Test
    void aDeviceIsServedWithMqtt311() {
        MosquittoProcess broker = stage.mosquitto();
        RawSnClient device = stage.device(gatewayTo(broker, Map.of("uplink.protocol", "3.1.1")));
        device.connects("older");
        MosquittoSub subscriber = stage.subscriber(broker.port(), "up/older", 1);
        publishes(device, "up/older", 1);
        subscriber.hears("up/older", 1, "up-at-qos-1");
        broker.awaitLog("as " + (connections.equals("shared") ? "dormouse-1" : "older") + " (p2,");
    }

    @Test
    void devicesWithOverlappingSubscriptionsHearEachMessageOnce() {
        MosquittoProcess broker = stage.mosquitto();
        GatewayProcess gateway = gatewayTo(broker, Map.of());
        RawSnClient all = stage.device(gateway);
        all.connects("all");
        RawSnClient one = stage.device(gateway);
        one.connects("one");
        all.subscribes("overlap/#", 2);
        int topic = one.subscribes("overlap/a", 2);
        stage.publish(broker.port(), "overlap/a", 2, "once");
        Heard register = all.hears("0A ?? ?? ?? ??", "overlap/a");
        all.says("0B" + RawSnClient.hex(register.number(2)) + RawSnClient.hex(register.number(4)) + "00");
        all.hearsAndAcknowledges(register.number(2), 2, "once");
        one.hearsAndAcknowledges(topic, 2, "once");
        stage.publish(broker.port(), "overlap/a", 2, "end");
        all.hearsAndAcknowledges(register.number(2), 2, "end");
        one.hearsAndAcknowledges(topic, 2, "end");
    }

    private static void publishes(RawSnClient device, String name, int qos) {
        String topic = RawSnClient.hex(device.registers(name));
        String text = "up-at-qos-" + qos;
        switch (qos) {
            case 0 -> device.says("0C 00" + topic + "0000", text);
            case 1 -> {
                device.says("0C 20" + topic + "0A01", text);
                device.hears("0D" + topic + "0A01 00");
            }
            default -> {
                device.says("0C 40" + topic + "0A02", text);
                device.hears("0F 0A02");
                device.says("10 0A02");
                device.hears("0E 0A02");
            }
        }
    }
}
