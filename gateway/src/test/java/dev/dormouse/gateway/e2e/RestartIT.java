package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.e2e.RawSnClient.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The gateway or the broker is killed while many devices sleep: they notice nothing (I-17, I-30, I-55). {@code -Ddormouse.sleepers=50} is
 * enough while something is being changed.
 */
@Timeout(300)
@ParameterizedClass
@EnumSource
class RestartIT {
    private static final int DEVICES = Integer.getInteger("dormouse.sleepers", 500);
    private static final int MESSAGES = 10;
    private static final String TOPIC = "fleet/news";

    @AutoClose
    private final Stage stage = new Stage();

    private final MosquittoProcess broker = stage.mosquitto();
    private final int embedded = Ports.free();
    private final Map<String, String> settings = new HashMap<>(Map.of(
            "data", stage.folder().toString(), "links.0.port", "" + Ports.free(), "timers.retry-interval", "1s"));

    /** Where messages wait for devices. */
    enum Keeping {
        /** At the broker, until the device has acknowledged them. */
        AT_BROKER,
        /** In the gateway's own durable queue. */
        IN_QUEUE,
        /** There too, and all devices share one connection. */
        SHARED,
        /** In the broker within the gateway: the one process is killed. */
        EMBEDDED,
        /** The same, and all devices share one connection to it. */
        EMBEDDED_SHARED;

        private Map<String, String> settings() {
            return switch (this) {
                case AT_BROKER -> Map.of();
                case IN_QUEUE -> Map.of("uplink.acknowledge", "on-store");
                case SHARED -> Map.of("uplink.connections", "shared");
                // By default no more than 100 a second may connect there.
                case EMBEDDED ->
                    Map.of(
                            "uplink.connections",
                            "per-client",
                            "limits.new-sessions-per-second",
                            "10000",
                            "limits.new-sessions-per-second-per-address",
                            "10000");
                case EMBEDDED_SHARED -> Map.of("uplink.connections", "shared");
            };
        }

        private boolean isEmbedded() {
            return this == EMBEDDED || this == EMBEDDED_SHARED;
        }
    }

    private final Keeping keeping;

    RestartIT(Keeping keeping) {
        this.keeping = keeping;
        settings.putAll(keeping.settings());
        if (keeping.isEmbedded()) {
            settings.put("broker.port", "" + embedded);
            settings.put("broker.websocket-port", "0");
        } else {
            settings.put("uplink.reconnect-max", "1s");
        }
    }

    private GatewayProcess gateway() {
        return keeping.isEmbedded() ? stage.gateway(settings) : stage.gatewayTo(broker, settings);
    }

    private void publish(int qos, String payload) {
        stage.publish(keeping.isEmbedded() ? embedded : broker.port(), TOPIC, qos, payload);
    }

    /** A device that is asleep, and the topic id that it was given. */
    private record Sleeper(String id, RawSnClient client, String topic, Set<Integer> heard) {
        void wakes() {
            client.says("16", id);
        }

        /** Hears and acknowledges a message; gives its number. One may come twice: our answer was late, or the broker's was lost with the gateway. */
        int hearsMessage() {
            Heard publish = client.next(Child.PATIENCE).orElseThrow(() -> new AssertionError(id + " heard nothing"));
            int number = acknowledges(publish);
            return heard.add(number) ? number : hearsMessage();
        }

        /** While its connection to the broker is being restored a device may get a part, or nothing yet. */
        void wakesUntilItHasAll() {
            for (int i = 0; i < 100 && heard.size() < MESSAGES; i++) {
                wakes();
                while (hearsMessageOrEnd()) {
                    // until PINGRESP
                }
                if (heard.size() < MESSAGES) {
                    assertEquals(Optional.empty(), client.next(Duration.ofMillis(100)), id + " sleeps");
                }
            }
            assertEquals(IntStream.range(0, MESSAGES).boxed().toList(), List.copyOf(heard), id);
        }

        /** Stays awake in the middle of its messages; some may still be on their way from the broker when it wakes first. */
        void wakesUntilItHas(int messages) {
            wakes();
            while (heard.size() < messages) {
                if (!hearsMessageOrEnd()) {
                    wakes();
                }
            }
        }

        /** Acknowledges a message; false at PINGRESP. */
        private boolean hearsMessageOrEnd() {
            Heard next = client.next(Child.PATIENCE).orElseThrow(() -> new AssertionError(id + " heard nothing"));
            if (next.digits().equals("0217")) {
                return false;
            }
            heard.add(acknowledges(next));
            return true;
        }

        int acknowledges(Heard publish) {
            String digits = publish.digits();
            assertTrue(digits.matches("080C[2A]0" + topic + "....3."), id + " heard " + digits);
            client.says("0D" + topic + digits.substring(10, 14) + "00");
            return digits.charAt(15) - '0';
        }
    }

    /** Every second one has a clean session; their topic ids differ. */
    private List<Sleeper> sleepers(GatewayProcess gateway) {
        List<Sleeper> sleepers = new ArrayList<>();
        for (int i = 0; i < DEVICES; i++) {
            RawSnClient device = stage.device(gateway);
            String id = "sleeper-" + i;
            device.says(i % 2 == 0 ? "04 00 01 003C" : "04 04 01 003C", id);
            device.hears("05 00");
            for (int other = 0; other < i % 5; other++) {
                device.registers("other/" + other);
            }
            int topic = device.subscribes(TOPIC, 1);
            assertEquals(i % 5 + 1, topic);
            device.says("18 0E10");
            device.hears("18");
            sleepers.add(new Sleeper(id, device, RawSnClient.hex(topic), new TreeSet<>()));
        }
        return sleepers;
    }

    private void publishAll() {
        for (int i = 0; i < MESSAGES; i++) {
            publish(1, "" + i);
        }
    }

    @Test
    @Requirement({"SN12-094", "SN12-171"})
    void sleepersGetEverythingAfterAKill() {
        sleepersGetEverythingAfter(GatewayProcess::kill);
    }

    @Test
    @Requirement("SN12-094")
    void sleepersGetEverythingAfterAnOrderlyRestart() {
        sleepersGetEverythingAfter(gateway -> {
            gateway.terminate();
            gateway.awaitExit(Child.PATIENCE);
        });
    }

    private void sleepersGetEverythingAfter(Consumer<GatewayProcess> end) {
        GatewayProcess gateway = gateway();
        List<Sleeper> sleepers = sleepers(gateway);
        publishAll();
        end.accept(gateway);

        long begun = System.nanoTime();
        GatewayProcess again = gateway();
        System.out.printf(
                "restart with %d sleepers, %s: listens after %d ms%n",
                DEVICES, keeping, (System.nanoTime() - begun) / 1_000_000);
        sleepers.forEach(Sleeper::wakes);
        for (Sleeper each : sleepers) {
            for (int i = 0; i < MESSAGES; i++) {
                assertEquals(i, each.hearsMessage(), each.id());
            }
            while (each.hearsMessageOrEnd()) {
                // The last one again: the broker's answer was lost with the gateway. At QoS 1 it may come twice.
            }
            assertEquals(MESSAGES, each.heard().size(), each.id());
        }
        assertTrue(again.awaitLog("sessions restored").contains(DEVICES + " sessions"));
    }

    @Test
    void sleepersGetEverythingWhenTheBrokerIsKilled() {
        assumeFalse(keeping.isEmbedded(), "killed with the gateway");
        List<Sleeper> sleepers = sleepers(gateway());
        publishAll();
        broker.saves();
        stage.publish(broker.port(), "unheard", 1, "a save is done when the next message is acknowledged");
        stage.publish(broker.port(), "unheard", 1, "once more");
        broker.kill();
        broker.startAgain();
        sleepers.forEach(Sleeper::wakesUntilItHasAll);
    }

    /** What was acknowledged just before the kill may come again; nothing may be missing. */
    @Test
    @Requirement({"SN12-094", "SN12-171"})
    void nothingIsLostWhenTheGatewayIsKilledWhileTheyWake() {
        GatewayProcess gateway = gateway();
        List<Sleeper> sleepers = sleepers(gateway);
        publishAll();
        for (Sleeper each : sleepers) {
            each.wakesUntilItHas(4);
        }
        gateway.kill();
        for (Sleeper each : sleepers) {
            while (each.client().next(Duration.ofMillis(1)).isPresent()) {
                // Sent before the kill; not acknowledged, so it comes again.
            }
        }

        gateway();
        sleepers.forEach(Sleeper::wakesUntilItHasAll);
    }

    /** Killed before PUBREC, before PUBCOMP, and after PINGRESP; the devices remember what every client of QoS 2 has to. */
    @Test
    @Requirement({"SN12-094", "SN12-171"})
    void aMessageOfQos2IsDeliveredOnceWhateverTheGatewayHadDoneBeforeTheKill() {
        GatewayProcess gateway = gateway();
        List<RawSnClient> devices = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            RawSnClient device = stage.device(gateway);
            device.says("04 00 01 003C", "exact-" + i);
            device.hears("05 00");
            assertEquals(1, device.subscribes(TOPIC, 2));
            device.says("18 0E10");
            device.hears("18");
            devices.add(device);
        }
        publish(2, "once");
        List<String> known = new ArrayList<>();
        for (int i = 0; i < devices.size(); i++) {
            RawSnClient device = devices.get(i);
            Heard once = wakesUntilSomethingComes(device, "exact-" + i);
            assertTrue(once.digits().matches("0B0C400001....6F6E6365"), once.digits());
            String msgId = once.digits().substring(10, 14);
            known.add(msgId);
            if (i % 3 > 0) {
                device.says("0F" + msgId);
                device.hears("10" + msgId);
            }
            if (i % 3 > 1) {
                device.says("0E" + msgId);
                device.hears("17");
            }
        }
        gateway.kill();

        gateway();
        publish(2, "next");
        for (int i = 0; i < devices.size(); i++) {
            RawSnClient device = devices.get(i);
            Heard heard = wakesUntilSomethingComes(device, "exact-" + i);
            String msgId = known.get(i);
            if (i % 3 == 0) {
                assertEquals("0B0CC00001" + msgId + "6F6E6365", heard.digits());
                device.says("0F" + msgId);
                heard = device.next(Child.PATIENCE).orElseThrow();
            }
            // PUBCOMP need not be on the disk before the next message; then PUBREL comes once more.
            if (i % 3 < 2 || heard.digits().startsWith("0410")) {
                assertEquals("0410" + msgId, heard.digits());
                device.says("0E" + msgId);
                heard = device.next(Child.PATIENCE).orElseThrow();
            }
            assertTrue(heard.digits().matches("0B0C400001....6E657874"), heard.digits());
            String nextId = heard.digits().substring(10, 14);
            device.says("0F" + nextId);
            device.hears("10" + nextId);
            device.says("0E" + nextId);
            device.hears("17");
        }
    }

    /** What the broker has may still be on its way to the gateway. */
    private static Heard wakesUntilSomethingComes(RawSnClient device, String id) {
        Heard heard;
        do {
            device.says("16", id);
            heard = device.next(Child.PATIENCE).orElseThrow();
        } while (heard.digits().equals("0217"));
        return heard;
    }
}
