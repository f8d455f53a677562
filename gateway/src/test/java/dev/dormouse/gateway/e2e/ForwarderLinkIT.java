package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Nodes behind a forwarder on a serial line, which is a pair of pseudo-terminals. */
@Timeout(300)
class ForwarderLinkIT {
    private static final int NODES = 20;

    /** More messages than all buffers between the gateway and a device hold. */
    private static final int FLOOD = 5000;

    @AutoClose
    private final Stage stage = new Stage();

    @BeforeEach
    void needSocat() {
        assumeTrue(SerialBridge.isPossible(), "needs socat on the PATH");
    }

    /** A gateway with a forwarder on each of these bridges, besides UDP. */
    private GatewayProcess gateway(MosquittoProcess broker, Map<String, String> more, SerialBridge... bridges) {
        Map<String, String> settings = new LinkedHashMap<>();
        for (int i = 1; i <= bridges.length; i++) {
            String link = "links." + i + ".";
            settings.put(link + "type", "forwarder");
            settings.put(link + "name", "radio-" + i);
            settings.put(link + "device", bridges[i - 1].device());
            settings.put(link + "retry-interval", "1s");
        }
        settings.putAll(more);
        GatewayProcess gateway = stage.gatewayTo(broker, settings);
        for (int i = 1; i <= bridges.length; i++) {
            gateway.awaitLog("Link radio-" + i + " is up");
        }
        return gateway;
    }

    private SerialBridge bridge() {
        return stage.keep(new SerialBridge(stage.folder()));
    }

    /** One node, subscribed to a topic of its own. */
    private final class Node {
        private final String name;
        private final RawSnClient client;
        private String topic = "";
        private String up = "";

        Node(SerialBridge bridge, int number) {
            name = "node-" + number;
            // the id holds the octets that the framing has to escape
            client = stage.keep(new RawSnClient(bridge.node("c0db%04x".formatted(number))));
        }

        void connects() {
            client.connects(name);
            topic = RawSnClient.hex(client.subscribes("to/" + name, 1));
            up = RawSnClient.hex(client.registers("from/" + name));
        }

        void publishes(String payload) {
            client.says("0C 20" + up + "0303", payload);
            client.hears("0D" + up + "0303 00");
        }

        /** As a device does on a bad air: again and again until the acknowledgement comes; {@code heard} takes what else comes. */
        void publishesUntilAcknowledged(String payload, List<String> heard) {
            String flags = "20";
            for (int attempt = 0; attempt < 60; attempt++) {
                client.says("0C " + flags + up + "0303", payload);
                flags = "A0";
                Optional<RawSnClient.Heard> next = client.next(Duration.ofMillis(500));
                while (next.isPresent()) {
                    String digits = next.get().digits();
                    if (digits.equals("070D" + up + "030300")) {
                        return;
                    }
                    acknowledge(digits, heard);
                    next = client.next(Duration.ofMillis(500));
                }
            }
            throw new AssertionError(name + " was not acknowledged");
        }

        /** Acknowledges a message and notes its payload; of anything else nothing. */
        void acknowledge(String digits, List<String> heard) {
            if (digits.startsWith("0C", 2)) {
                client.says("0D" + topic + digits.substring(10, 14) + "00");
                heard.add(new String(HexFormat.of().parseHex(digits.substring(14)), StandardCharsets.UTF_8));
            }
        }

        /** Acknowledges what comes until a payload has come, and a quiet moment after it. */
        void hearsAtLast(String payload, List<String> heard) {
            long deadline = System.nanoTime() + 2 * Child.PATIENCE.toNanos();
            while (System.nanoTime() < deadline) {
                Optional<RawSnClient.Heard> next = client.next(Duration.ofMillis(300));
                if (next.isEmpty() && heard.contains(payload)) {
                    return;
                }
                next.ifPresent(message -> acknowledge(message.digits(), heard));
            }
            throw new AssertionError(name + " heard " + heard + " but not " + payload);
        }

        void sleeps() {
            client.says("18 0E10");
            client.hears("18");
        }

        void wakes() {
            client.says("16", name);
        }

        /** Hears this message, or one like it again, and acknowledges it. */
        void hearsAndAcknowledges(String payload) {
            RawSnClient.Heard heard = client.hears("0C ??" + topic + "????", payload);
            client.says("0D" + topic + RawSnClient.hex(heard.number(5)) + "00");
        }
    }

    private List<Node> nodes(SerialBridge bridge) {
        List<Node> nodes = new ArrayList<>();
        for (int i = 0; i < NODES; i++) {
            nodes.add(new Node(bridge, i));
        }
        return nodes;
    }

    @Test
    void twentyNodesPublishSleepWakeAndGetTheirQueues() {
        MosquittoProcess broker = stage.mosquitto();
        MosquittoSub subscriber = stage.subscriber(broker.port(), "from/#", 1);
        SerialBridge bridge = bridge().plugIn();
        GatewayProcess gateway = gateway(broker, Map.of(), bridge);
        assertTrue(loadsTheLibraryOfTheDistribution(gateway));
        List<Node> nodes = nodes(bridge);
        for (Node node : nodes) {
            node.connects();
            node.publishes("up-" + node.name);
            node.sleeps();
        }
        for (Node node : nodes) {
            subscriber.hears("from/" + node.name, 1, "up-" + node.name);
            stage.publish(broker.port(), "to/" + node.name, 1, "down-1");
            stage.publish(broker.port(), "to/" + node.name, 1, "down-2");
        }
        bridge.babbles("rst:0x1 (POWERON_RESET)\r\n\0\0".getBytes(StandardCharsets.US_ASCII));
        bridge.babbles(new byte[] {(byte) 0xC0, 0x20, (byte) 0xFE, 0, 1, (byte) 0xDB, 7, (byte) 0xC0});
        for (Node node : nodes) {
            node.wakes();
            node.hearsAndAcknowledges("down-1");
            node.hearsAndAcknowledges("down-2");
            node.client.hears("17");
        }
    }

    @Test
    void sessionsAndQueuesSurviveAnUnpluggedAdapter() {
        MosquittoProcess broker = stage.mosquitto();
        MosquittoSub subscriber = stage.subscriber(broker.port(), "from/#", 1);
        SerialBridge bridge = bridge().plugIn();
        GatewayProcess gateway = gateway(broker, Map.of(), bridge);
        List<Node> nodes = nodes(bridge);
        nodes.forEach(Node::connects);
        List<Node> sleepers = nodes.subList(0, NODES / 2);
        List<Node> active = nodes.subList(NODES / 2, NODES);
        sleepers.forEach(Node::sleeps);
        for (Node node : active) {
            stage.publish(broker.port(), "to/" + node.name, 1, "in-flight");
        }

        bridge.unplug();
        gateway.awaitLog("Link radio-1 is down: the device is gone");
        for (Node node : nodes) {
            stage.publish(broker.port(), "to/" + node.name, 1, "meanwhile");
        }
        gateway.awaitLog("is not there: is the adapter plugged in?");
        Waiting.during(Duration.ofSeconds(20));
        bridge.plugIn();
        Waiting.until("the link to be up again", () -> ups(gateway) == 2);

        for (Node node : sleepers) {
            node.wakes();
            node.hearsAndAcknowledges("meanwhile");
            node.client.hears("17");
        }
        for (Node node : active) {
            node.client.says("16");
            node.hearsAtLast("meanwhile", new ArrayList<>());
            node.publishes("again");
            subscriber.hears("from/" + node.name, 1, "again");
        }
    }

    @Test
    void nodesAreToldThatTheGatewayStops() {
        MosquittoProcess broker = stage.mosquitto();
        SerialBridge bridge = bridge().plugIn();
        GatewayProcess gateway = gateway(broker, Map.of(), bridge);
        List<Node> nodes = nodes(bridge);
        nodes.forEach(Node::connects);
        gateway.terminate();
        nodes.forEach(node -> node.client.hears("18"));
        assertEquals(0, gateway.awaitExit(Child.PATIENCE));
        assertEquals(
                List.of(),
                gateway.log().stream().filter(line -> line.contains("is down")).toList());
    }

    private static long ups(GatewayProcess gateway) {
        return gateway.log().stream()
                .filter(line -> line.contains("Link radio-1 is up"))
                .count();
    }

    @Test
    void anAdapterThatTakesNothingHarmsNobodyElse() {
        MosquittoProcess broker = stage.mosquitto();
        SerialBridge stuck = bridge().plugIn();
        SerialBridge well = bridge().plugIn();
        GatewayProcess gateway = gateway(broker, Map.of("links.1.octets-per-second", "0"), stuck, well);
        Node victim = new Node(stuck, 1);
        Node other = new Node(well, 2);
        victim.connects();
        other.connects();
        stuck.hangs();

        String large = "x".repeat(200);
        MosquittoSub flood = stage.subscriber(broker.port(), "to/node-1", 0);
        Child publisher = stage.keep(Child.start(
                "mosquitto_pub",
                new ProcessBuilder("mosquitto_pub", "-p", "" + broker.port(), "-t", "to/node-1", "-l")));
        for (int i = 0; i < FLOOD; i++) {
            publisher.tell(large);
        }
        Waiting.until("the flood", () -> flood.payloads().size() == FLOOD);

        Jvm jvm = new Jvm(gateway.pid());
        Duration before = jvm.processorTime();
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            stage.publish(broker.port(), "to/node-2", 1, "m" + i);
            other.hearsAndAcknowledges("m" + i);
        }
        Waiting.during(Duration.ofSeconds(2));
        Duration spent = jvm.processorTime().minus(before);
        Duration passed = Duration.ofNanos(System.nanoTime() - begun);
        System.out.printf("stuck adapter: %d ms of processor in %d ms%n", spent.toMillis(), passed.toMillis());
        assertTrue(spent.toMillis() * 3 < passed.toMillis(), spent + " of " + passed);
    }

    @Test
    void nothingOfQos1IsLostOnAnAirThatLosesAFifth() {
        MosquittoProcess broker = stage.mosquitto();
        MosquittoSub subscriber = stage.subscriber(broker.port(), "from/#", 1);
        SerialBridge bridge = bridge().plugIn();
        gateway(broker, Map.of("timers.retry-count", "20"), bridge);
        List<Node> nodes = nodes(bridge);
        nodes.forEach(Node::connects);
        bridge.loses(2);
        for (Node node : nodes) {
            stage.publish(broker.port(), "to/" + node.name, 1, "down");
        }
        for (Node node : nodes) {
            List<String> heard = new ArrayList<>();
            node.publishesUntilAcknowledged("up", heard);
            node.hearsAtLast("down", heard);
            assertEquals(Set.of("down"), Set.copyOf(heard), node.name);
        }
        for (Node node : nodes) {
            subscriber.hears("from/" + node.name, 1, "up");
        }
    }

    private static boolean loadsTheLibraryOfTheDistribution(GatewayProcess gateway) {
        try (Stream<String> maps = Files.lines(Path.of("/proc", "" + gateway.pid(), "maps"))) {
            String ours = Program.home()
                    .resolve("lib/native")
                    .toAbsolutePath()
                    .normalize()
                    .toString();
            List<String> loaded =
                    maps.filter(line -> line.contains("libjSerialComm")).toList();
            return !loaded.isEmpty() && loaded.stream().allMatch(line -> line.contains(ours));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
