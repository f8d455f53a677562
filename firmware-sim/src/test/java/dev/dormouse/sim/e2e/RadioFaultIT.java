package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A forwarder, an XBee, a Z-Stack and a Bluetooth dongle that misbehave in mid-traffic: their nodes lose nothing, clients with UDP
 * notice nothing, and the gateway turns nowhere in circles.
 */
class RadioFaultIT {
    private static final int NODES = 10;

    /** Of one core, over a fault and what comes after it. */
    private static final double MOST_CPU = 0.5;

    /**
     * Nodes, and messages of 900 octets for each, of which many are dropped: the system takes 68 KiB for a pseudo-terminal that nobody
     * reads, and the gateway keeps eight datagrams for a node.
     */
    private static final int CHOKED_NODES = 16;

    private static final int CHOKING_MESSAGES = 40;

    @AutoClose
    private final Stage stage = new Stage();

    private final List<Dongle> dongles = new ArrayList<>();
    private final Map<String, String> settings =
            new LinkedHashMap<>(Map.of("links.0.host", "127.0.0.1", "links.0.port", "0"));
    private Child subscriber;

    @BeforeEach
    void plugIn() {
        subscriber = stage.subscriber("sim/+/out");
        Stream.of(RadioKind.SLIP, RadioKind.XBEE_ZIGBEE, RadioKind.Z_STACK_3).forEach(kind -> add(kind, NODES));
    }

    private Dongle add(RadioKind kind, int nodes, String... more) {
        Dongle dongle = Dongle.plugIn(stage, kind, nodes, more);
        dongle.awaitPluggedIn(1);
        dongles.add(dongle);
        settings.putAll(dongle.link(dongles.size()));
        return dongle;
    }

    @Test
    void nothingIsLostAndOthersNoticeNothingWhenDonglesStallSendGarbageRestartAndAnswerLate() throws Exception {
        add(RadioKind.BLE, NODES);
        List<Dongle> misbehaving = List.copyOf(dongles);
        // nodes that are always awake, so that more can be sent to them than a line holds
        String[] awake = {"--publications", "1000000", "--min-delay", "500ms", "--max-delay", "600ms"};
        Dongle choked = add(RadioKind.COBS_EUI64, CHOKED_NODES, awake);
        settings.put("links." + dongles.size() + ".octets-per-second", "0");
        settings.put("links." + dongles.size() + ".max-message-size", "1024");
        Child gateway = stage.gateway(settings);
        dongles.forEach(dongle -> dongle.awaitPublished(1));
        Child fleet = fleetWithUdp(gateway, "50s");

        choked.begins("stall");
        for (int i = 0; i < CHOKING_MESSAGES; i++) {
            choked.nodes().forEach(node -> stage.publishAtMostOnce(Dongle.topicOf(node), "x".repeat(900)));
        }
        for (String fault : List.of("stall", "garbage", "reset", "status-late")) {
            misbehave(misbehaving, gateway, fault, Duration.ofSeconds(6));
        }
        gateway.await("Link cobs-eui64 is down: the device has taken nothing for 30 s");
        choked.ends("stall");
        dongles.forEach(Dongle::awaitMorePublished);
        assertEquals(0, fleet.awaitExit(Duration.ofMinutes(2)), fleet::toString);
        dongles.forEach(dongle -> dongle.nothingIsLost(subscriber));
    }

    @Test
    void sessionsAndQueuesOutlastTwentySecondsWithoutDonglesThatComeBackUnderAnotherNumber() throws Exception {
        add(RadioKind.BLE, NODES);
        Child gateway = stage.gateway(settings);
        dongles.forEach(dongle -> dongle.awaitPublished(1));
        Child fleet = fleetWithUdp(gateway, "25s");
        List<Path> before = numbers();
        CpuWatch cpu = new CpuWatch(gateway);
        dongles.forEach(dongle -> dongle.begins("unplug", Duration.ofSeconds(20)));
        for (int i = 0; i < dongles.size(); i++) {
            stage.takePseudoTerminal("taken" + i);
        }
        publishToAll("unplugged");
        dongles.forEach(dongle -> dongle.awaitPluggedIn(2));
        cpu.staysBelow(MOST_CPU, "unplugged");
        List<Path> after = numbers();
        for (int i = 0; i < before.size(); i++) {
            assertNotEquals(before.get(i), after.get(i));
        }
        dongles.forEach(dongle -> dongle.awaitHeard("unplugged"));
        // a node subscribes once in its life: whoever hears this has still the session of before
        dongles.forEach(Dongle::awaitMorePublished);
        publishToAll("plugged in");
        dongles.forEach(dongle -> dongle.awaitHeard("plugged in"));
        assertEquals(0, fleet.awaitExit(Duration.ofMinutes(2)), fleet::toString);
        dongles.forEach(dongle -> dongle.nothingIsLost(subscriber));
    }

    @Test
    void whatIsTooLongForARadioIsDroppedCountedAndAcknowledgedToTheBroker() {
        Child gateway = stage.gateway(settings);
        dongles.forEach(dongle -> dongle.awaitPublished(1));
        // more than the MQTT server sends before it has the first acknowledgement
        for (int i = 0; i < 30; i++) {
            dongles.forEach(
                    dongle -> stage.publish(Dongle.topicOf(dongle.nodes().get(0)), "x".repeat(300)));
        }
        publishToAll("short");
        dongles.forEach(dongle -> dongle.awaitHeard("short"));
        gateway.end();
        gateway.await("since the last report: .*dropped: too large 90");
        dongles.forEach(dongle -> dongle.neverHears("xxx"));
    }

    private void misbehave(List<Dongle> misbehaving, Child gateway, String fault, Duration length) {
        CpuWatch cpu = new CpuWatch(gateway);
        misbehaving.forEach(dongle -> dongle.begins(fault, length));
        publishToAll(fault);
        misbehaving.forEach(dongle -> dongle.awaitEnd(fault));
        misbehaving.forEach(dongle -> dongle.awaitHeard(fault));
        cpu.staysBelow(MOST_CPU, fault);
    }

    private void publishToAll(String payload) {
        dongles.stream()
                .flatMap(dongle -> dongle.nodes().stream())
                .forEach(node -> stage.publish(Dongle.topicOf(node), payload));
    }

    private List<Path> numbers() throws IOException {
        List<Path> numbers = new ArrayList<>();
        for (Dongle dongle : dongles) {
            numbers.add(Files.readSymbolicLink(dongle.device()));
        }
        return numbers;
    }

    /** Ten devices with UDP, a message and a command each second; it fails when any is lost or takes longer than two seconds. */
    private Child fleetWithUdp(Child gateway, String duration) throws IOException {
        Path file = Files.write(
                stage.file("fleet.toml"),
                List.of(
                        "late = \"2s\"",
                        "[[groups]]",
                        "name = \"udp\"",
                        "count = 10",
                        "start-within = \"1s\"",
                        "[[groups.messages]]",
                        "topic = \"up/{id}\"",
                        "qos = 1",
                        "every = \"1s\"",
                        "[[groups.subscriptions]]",
                        "topic = \"down/{id}\"",
                        "qos = 1",
                        "[[groups.commands]]",
                        "topic = \"down/{id}\"",
                        "qos = 1",
                        "every = \"1s\""));
        String address = "127.0.0.1:" + Stage.udpPort(gateway);
        return stage.simulator(List.of(
                "run",
                file.toString(),
                "--broker",
                stage.brokerUrl(),
                "--gateway",
                address,
                "--duration",
                duration,
                "--drain",
                "5s"));
    }

    /** How much of the processor a process takes from now on. */
    private static final class CpuWatch {
        private final Child process;
        private final Duration before;
        private final long since = System.nanoTime();

        CpuWatch(Child process) {
            this.process = process;
            this.before = process.cpuTime();
        }

        void staysBelow(double share, String during) {
            double taken = (double) process.cpuTime().minus(before).toNanos() / (System.nanoTime() - since);
            System.out.printf(
                    "%s: %.0f %% of a core in %d s%n",
                    during, taken * 100, (System.nanoTime() - since) / 1_000_000_000);
            assertTrue(taken < share, () -> during + ": " + taken + " of a core");
        }
    }
}
