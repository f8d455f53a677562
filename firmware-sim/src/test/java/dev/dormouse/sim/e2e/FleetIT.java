package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.proxy.Crime;
import dev.dormouse.sim.proxy.Meddler;
import dev.dormouse.sim.proxy.UdpProxy;
import dev.dormouse.sim.run.Mark;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.json.JSONArray;
import org.json.JSONObject;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fleets against the packaged gateway in front of mosquitto. */
class FleetIT {
    private static final int KEPT = 0;
    private static final int BROKEN = 4;

    @AutoClose
    private final Stage stage = new Stage();

    private JSONObject run(int expectedExit, InetSocketAddress gateway, String fleet, String... options)
            throws IOException {
        List<String> words = new ArrayList<>(List.of("--gateway", "127.0.0.1:" + gateway.getPort()));
        words.addAll(List.of(options));
        return run(expectedExit, fleet, words.toArray(String[]::new));
    }

    /** Runs a fleet to its end and gives its report. */
    private JSONObject run(int expectedExit, String fleet, String... options) throws IOException {
        Path report = stage.file("report");
        List<String> words = new ArrayList<>(List.of("run", fleet, "--broker", stage.brokerUrl()));
        words.addAll(List.of("--report", report.toString()));
        words.addAll(List.of(options));
        Child run = stage.simulator(words);
        assertEquals(expectedExit, run.awaitExit(Duration.ofMinutes(4)), run::toString);
        return new JSONObject(Files.readString(report.resolve("report.json")));
    }

    private String fleet(String... lines) throws IOException {
        return Files.write(stage.file("fleet.toml"), List.of(lines)).toString();
    }

    private static List<String> findings(JSONObject report) {
        JSONArray found = report.getJSONArray("findings");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < found.length(); i++) {
            JSONObject each = found.getJSONObject(i);
            texts.add(each.getString("kind") + " " + each.getString("device") + ", " + each.getString("message"));
        }
        return texts.stream().sorted().toList();
    }

    @Test
    void aProxyThatDropsSwapsAndDuplicatesIsFoundOutAndNobodyElse() throws Exception {
        Meddler drops = new Meddler(Crime.DROPS, new Mark(0, 0, 3));
        Meddler swaps = new Meddler(Crime.SWAPS, new Mark(1, 0, 2));
        Meddler duplicates = new Meddler(Crime.DUPLICATES, new Mark(2, 1, 2));
        Meddler dropsCommand = new Meddler(Crime.DROPS_COMMAND, new Mark(3, 2, 2));
        try (UdpProxy proxy = new UdpProxy(stage.udpGateway(), drops, swaps, duplicates, dropsCommand)) {
            String fleet = fleet(
                    "[[groups]]",
                    "name = \"d\"",
                    "count = 20",
                    "clean-session = false",
                    "start-within = \"500ms\"",
                    "[[groups.messages]]",
                    "topic = \"up/{id}/one\"",
                    "qos = 1",
                    "every = \"1s\"",
                    "[[groups.messages]]",
                    "topic = \"up/{id}/two\"",
                    "qos = 2",
                    "every = \"1s\"",
                    "[[groups.subscriptions]]",
                    "topic = \"down/{id}/command\"",
                    "qos = 1",
                    "[[groups.commands]]",
                    "topic = \"down/{id}/command\"",
                    "qos = 1",
                    "every = \"1s\"");
            JSONObject report = run(BROKEN, proxy.address(), fleet, "--duration", "6s", "--drain", "3s");
            assertEquals(
                    List.of(
                            "DUPLICATED d-3, message 1, number 2",
                            "LOST d-1, message 0, number 3",
                            "LOST d-4, message 2, number 2",
                            "OUT_OF_ORDER d-2, message 0, number 2"),
                    findings(report));
        }
    }

    @Test
    void noPromiseIsBrokenToClientsWithAllTheirMistakesWhereOneDatagramInTwentyIsLost() throws Exception {
        JSONObject report = run(KEPT, stage.udpGateway(), "mixed-quirks", "--duration", "60s", "--drain", "35s");
        assertEquals(List.of(), findings(report));
        assertTrue(report.getLong("connects") >= 70, report::toString);
        assertTrue(report.getLong("acknowledged") > 1500, report::toString);
        assertTrue(report.getLong("arrived") >= report.getLong("acknowledged"), report::toString);
        assertTrue(report.getLong("commandsDelivered") > 150, report::toString);
    }

    /** A hundred devices, a thousand messages each way at each QoS; their clocks and their patience run twenty times faster. */
    @ParameterizedTest(name = "{0} connections")
    @ValueSource(strings = {"per-client", "shared"})
    void nothingIsLostAndQos2ComesOnceWhereThirtyInAHundredDatagramsAreLostAndOthersDoubledAndReordered(
            String connections) throws Exception {
        String fleet = fleet(
                "late = \"1h\"",
                "[[groups]]",
                "name = \"r\"",
                "count = 100",
                "clean-session = false",
                "link = \"air\"",
                "start-within = \"20s\"",
                "[[groups.messages]]",
                "topic = \"up/{id}/one\"",
                "qos = 1",
                "every = \"40s\"",
                "jitter = 0.5",
                "[[groups.messages]]",
                "topic = \"up/{id}/two\"",
                "qos = 2",
                "every = \"40s\"",
                "jitter = 0.5",
                "[[groups.subscriptions]]",
                "topic = \"down/{id}/one\"",
                "qos = 1",
                "[[groups.subscriptions]]",
                "topic = \"down/{id}/two\"",
                "qos = 2",
                "[[groups.commands]]",
                "topic = \"down/{id}/one\"",
                "qos = 1",
                "every = \"40s\"",
                "jitter = 0.5",
                "[[groups.commands]]",
                "topic = \"down/{id}/two\"",
                "qos = 2",
                "every = \"40s\"",
                "jitter = 0.5",
                "[[links]]",
                "name = \"air\"",
                "loss = \"30%\"",
                "duplication = \"5%\"",
                "reordering = \"10%\"");
        // A topic is given up after three rounds of REGISTER and Nretry repetitions (I-40, D-11): with three of these
        // that would be one client in 3 000.
        InetSocketAddress gateway = stage.udpGateway(
                Map.of("timers.retry-interval", "500ms", "timers.retry-count", "5", "uplink.connections", connections));
        JSONObject report =
                run(KEPT, gateway, fleet, "--speed", "20", "--duration", "25s", "--drain", "2m", "--seed", "1");
        assertEquals(List.of(), findings(report));
        assertTrue(report.getLong("acknowledged") > 2000, report::toString);
        assertTrue(report.getLong("commandsDelivered") > 2000, report::toString);
    }

    /** Sleeping devices behind a dongle of each kind, all on one gateway; a radio datagram in twenty is lost each way. */
    @Test
    void fleetsBehindRadioDonglesKeepAllPromises() throws Exception {
        // What the simulator calls them, and what the gateway does.
        Map<String, String> kinds = new LinkedHashMap<>();
        kinds.put("forwarder", "forwarder");
        kinds.put("xbee", "xbee");
        kinds.put("znp", "znp");
        kinds.put("ble", "ble-h4");
        List<String> lines = new ArrayList<>(List.of("late = \"2m\""));
        Map<String, String> gateway = new LinkedHashMap<>();
        for (String kind : kinds.keySet()) {
            String pty = stage.device(kind).toString();
            Map<String, String> link =
                    Map.of("type", kinds.get(kind), "name", kind, "device", pty, "retry-interval", "2s");
            String table = "links." + List.copyOf(kinds.keySet()).indexOf(kind) + ".";
            link.forEach((key, value) -> gateway.put(table + key, value));
            lines.addAll(List.of(
                    "[[links]]",
                    "name = \"" + kind + "\"",
                    "type = \"" + kind + "\"",
                    "pty = \"" + pty + "\"",
                    "loss = \"5%\"",
                    "[[groups]]",
                    "name = \"" + kind + "\"",
                    "link = \"" + kind + "\"",
                    "count = 20",
                    "clean-session = false",
                    "sleep = { for = \"20s\", wake-every = \"4s\" }",
                    "[[groups.messages]]",
                    "topic = \"radio/{id}/one\"",
                    "qos = 1",
                    "every = \"8s\"",
                    "[[groups.messages]]",
                    "topic = \"radio/{id}/two\"",
                    "qos = 2",
                    "every = \"12s\"",
                    "[[groups.subscriptions]]",
                    "topic = \"radio/{id}/command\"",
                    "qos = 1",
                    "[[groups.commands]]",
                    "topic = \"radio/{id}/command\"",
                    "qos = 1",
                    "every = \"10s\""));
        }
        gateway.put("timers.retry-count", "8");
        stage.gateway(gateway);
        JSONObject report = run(KEPT, fleet(lines.toArray(String[]::new)), "--duration", "45s", "--drain", "1m");
        assertEquals(List.of(), findings(report));
        assertTrue(report.getLong("connects") >= 80, report::toString);
        assertTrue(report.getLong("acknowledged") > 250, report::toString);
        assertTrue(report.getLong("commandsDelivered") > 100, report::toString);
        assertTrue(report.getLong("wakes") >= 60, report::toString);
    }

    @Test
    void tenThousandDevicesConnectAndPublishWithinAMinute() throws Exception {
        Child subscriber = stage.subscriber("many/#");
        String fleet = fleet(
                "[[groups]]",
                "name = \"m\"",
                "count = 10000",
                "start-within = \"15s\"",
                "keep-alive = \"5m\"",
                "[[groups.messages]]",
                "topic = \"many/{id}\"",
                "qos = 1",
                "every = \"20s\"");
        JSONObject report = run(KEPT, stage.udpGateway(), fleet, "--duration", "36s", "--drain", "20s");
        assertTrue(report.getDouble("seconds") < 60, () -> "it took " + report.getDouble("seconds") + " s");
        assertEquals(List.of(), findings(report));
        assertEquals(10_000, report.getLong("connects"));
        assertEquals(report.getLong("sent"), report.getLong("acknowledged"));
        TreeSet<String> topics = new TreeSet<>();
        for (String line : subscriber.lines()) {
            if (line.startsWith("many/")) {
                topics.add(line.substring(0, line.indexOf(' ')));
            }
        }
        assertEquals(10_000, topics.size());
    }
}
