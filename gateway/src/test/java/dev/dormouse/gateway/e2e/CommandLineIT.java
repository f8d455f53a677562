package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The program as people meet it on the command line. */
@Timeout(120)
class CommandLineIT {
    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void versionTellsTheVersionAndEnds() {
        Child child = run(Map.of(), "--version");
        assertEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("a line with the version", line -> line.matches("dormouse [0-9]+\\.[0-9]+\\.[0-9]+.*"));
    }

    @Test
    void helpTellsTheCommandsAndEnds() {
        Child child = run(Map.of(), "--help");
        assertEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("Usage: dormouse");
        child.awaitLine("the command run", line -> line.strip().startsWith("run "));
    }

    @Test
    void anUnknownOptionIsRefused() {
        Child child = run(Map.of(), "run", "--colour");
        assertNotEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("--colour");
    }

    @Test
    void aWrongConfigurationFileIsRefusedWithFileLineKeyAndTheNearestKey() throws IOException {
        Path file = Files.writeString(stage.folder().resolve("wrong.toml"), """
                [[links]]
                type = "udp"
                prot = 1885
                """);
        Child child = run(Map.of(), "run", "--config", file.toString());
        assertNotEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        String line = child.awaitLine("prot");
        assertTrue(line.contains(file + ":3"), line);
        assertTrue(line.contains("links.0.port") || line.contains("\"port\""), line);
    }

    @Test
    void aWrongVariableIsRefusedWithItsName() {
        Child child = run(Map.of("DORMOUSE_LINKS__0__PROT", "1885"), "run");
        assertNotEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("DORMOUSE_LINKS__0__PROT");
    }

    @Test
    void aConfigurationFileIsTakenAndVariablesWinOverIt() throws IOException {
        Path folder = stage.folder();
        Path file =
                Files.writeString(folder.resolve("right.toml"), """
                data = "%s"
                [[links]]
                host = "127.0.0.1"
                port = 1
                [broker]
                port = %d
                websocket-port = 0
                """.formatted(folder.resolve("data"), Ports.free()));
        Child child = run(Map.of("DORMOUSE_LINKS__0__PORT", "0"), "run", "--config", file.toString());
        child.awaitLine("Dormouse: MQTT-SN on UDP 127.0.0.1:");
        child.terminate();
        assertEquals(0, child.awaitExit(Duration.ofSeconds(20)), child::toString);
    }

    @Test
    void aUdpPortInUseIsToldClearly() throws IOException {
        try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            assertCannotStart(port, Map.of("links.0.port", port, "broker.port", "" + Ports.free()));
        }
    }

    @Test
    void aPortOfTheBrokerInUseIsToldClearly() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = "" + taken.getLocalPort();
            assertCannotStart(port, Map.of("links.0.port", "0", "broker.port", port));
        }
    }

    private void assertCannotStart(String port, Map<String, String> ports) {
        Map<String, String> variables = new HashMap<>(GatewayProcess.variables(ports));
        variables.putAll(GatewayProcess.variables(Map.of(
                "links.0.host", "127.0.0.1",
                "broker.websocket-port", "0",
                "data", stage.folder().toString())));
        Child child = run(variables, "run");
        assertNotEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("a line that names the port", line -> line.contains(port) && line.contains("in use"));
        List<String> traces =
                child.lines().stream().filter(line -> line.startsWith("\tat ")).toList();
        assertEquals(List.of(), traces, "people are not shown stack traces");
    }

    @Test
    void theStartScriptWorksThroughALinkFromAnotherFolder() throws IOException {
        Path link = Files.createSymbolicLink(stage.folder().resolve("dm"), Program.script());
        Child child = stage.keep(Child.start("dormouse", Program.command(link, stage.folder(), Map.of(), "--version")));
        assertEquals(0, child.awaitExit(Child.PATIENCE), child::toString);
        child.awaitLine("dormouse ");
    }

    private Child run(Map<String, String> variables, String... arguments) {
        return stage.keep(GatewayProcess.launch(stage.folder(), variables, arguments));
    }
}
