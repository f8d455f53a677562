package dev.dormouse.gateway.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.config.ConfigLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Path directory;

    MainTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void helpsWithExamples() {
        assertEquals(0, execute(Map.of(), "--help"));

        assertTrue(out.toString().contains("dormouse run --config dormouse.toml"), out.toString());
        assertTrue(out.toString().contains("check-config"), out.toString());
    }

    @Test
    void helpsWithEachCommand() {
        for (String command : new String[] {"run", "check-config", "print-config", "ports", "sniff", "permit-join"}) {
            assertEquals(0, execute(Map.of(), command, "--help"));
            assertTrue(out.toString().contains("Usage: dormouse " + command), out.toString());
        }
    }

    @Test
    void tellsTheVersions() {
        assertEquals(0, execute(Map.of(), "--version"));

        assertTrue(out.toString().matches("(?s)dormouse [0-9].*java +[0-9].*netty +4\\.2.*"), out.toString());
    }

    @Test
    void refusesAnUnknownCommandAndSuggestsOne() {
        assertEquals(2, execute(Map.of(), "chek-config"));

        assertTrue(err.toString().contains("check-config"), err.toString());
    }

    @Test
    void asksForACommand() {
        assertEquals(2, execute(Map.of()));

        assertTrue(err.toString().startsWith("Which command? Try \"dormouse run\"."), err.toString());
    }

    @Test
    void checksAGoodFile() throws IOException {
        Path file = file("[[links]]\nport = 2000\n");

        assertEquals(0, execute(Map.of(), "check-config", file.toString()));

        assertEquals(
                String.join(
                        System.lineSeparator(),
                        file + ": ok",
                        "  links:  udp (udp :: port 2000)",
                        "  broker: embedded, TCP 127.0.0.1 port 1883",
                        "  data:   data",
                        ""),
                out.toString());
    }

    @Test
    void tellsAllProblemsOfABadFile() throws IOException {
        Path file = file("[uplink]\nulr = 1\n[broker]\nport = 0\n");

        assertEquals(3, execute(Map.of(), "check-config", file.toString()));

        assertEquals("", out.toString());
        assertEquals(
                String.join(
                        System.lineSeparator(),
                        file + ":2:1: unknown key \"uplink.ulr\"; did you mean \"uplink.url\"?",
                        file + ":4:1: \"broker.port\" must be an integer from 1 to 65535, not 0",
                        "The configuration is refused: 2 problems.",
                        ""),
                err.toString());
    }

    @Test
    void refusesToRunWithABadFile() throws IOException {
        assertEquals(3, execute(Map.of(), "run", "--config", file("prot = 1").toString()));

        assertTrue(err.toString().contains("unknown key \"prot\""), err.toString());
    }

    @Test
    void printsAConfigurationThatLoadsAgain() throws Exception {
        Path file = file("""
                [[links]]
                forwarders = ["192.0.2.7", "192.0.2.8"]
                [uplink]
                mode = "upstream"
                url = "ws://b"
                keep-alive = "7s"
                [topics.clients."z*"]
                1 = "z/${client-id}"
                """);

        assertEquals(0, execute(Map.of(), "print-config", "--config", file.toString()));

        Path printed = Files.writeString(directory.resolve("printed.toml"), out.toString());
        assertEquals(ConfigLoader.load(file, Map.of()), ConfigLoader.load(printed, Map.of()));
    }

    @Test
    void printsEveryKeyThatMatters() throws Exception {
        Path file = file("""
                data = "elsewhere"
                gateway-id = 7
                threads = 3
                [[links]]
                name = "field"
                port = 2000
                qos-minus-1 = false
                clients = 12
                retry-interval = "11s"
                rebind = "never"
                answer-searchgw = false
                advertise = true
                advertise-interval = "16m"
                max-message-size = 200
                max-datagram = 300
                receive-buffer = "1MiB"
                forwarders = "none"
                groups = ["225.1.1.1:1885", "225.1.1.2%lo:1886", "[ff02::1%lo]:1887", "[ff05::9]:1888"]
                [links.predefined]
                7 = "seven"
                [[links]]
                name = "yard"
                port = 2001
                advertise = true
                [[links]]
                type = "forwarder"
                device = "usb:10c4:ea60:0001"
                baud = 57600
                flow-control = "xon-xoff"
                octets-per-second = 100
                framing = "hdlc"
                crc = "xmodem"
                header = "none"
                meta = "lqi-rssi"
                ack = "aquila"
                node-id-length = 4
                max-message-size = 99
                [[links]]
                type = "xbee"
                device = "/dev/a"
                endpoint = 1
                profile = 2
                cluster = 3
                window = 4
                max-message-size = 84
                status-timeout = "9s"
                sleepy-status-timeout = "33s"
                auto-configure = true
                [[links]]
                type = "znp"
                device = "/dev/b"
                permit-join = 9
                max-message-size = 60
                status-timeout = "9s"
                [[links]]
                type = "ble-h4"
                device = "/dev/c"
                names = ["m-*"]
                addresses = ["c0:db:7e:7d:11:01"]
                services = []
                connections = 3
                mapping = "packet"
                max-message-size = 100
                advertisements = true
                company = 9
                [uplink]
                mode = "upstream"
                url = "mqtt://b"
                keep-alive = "7s"
                connect-timeout = "7s"
                will-delay = "7s"
                reconnect-min = "7s"
                reconnect-max = "17s"
                receive-maximum = 7
                protocol = "5"
                acknowledge = "on-store"
                connections = "per-client"
                [queue]
                total-size = "2MiB"
                [[queue.rules]]
                filter = "state/+"
                keep = "last"
                time-to-live = "1h"
                most-per-wake = 5
                [[queue.rules]]
                filter = "#"
                """);

        assertEquals(0, execute(Map.of(), "print-config", "--config", file.toString()));

        Path printed = Files.writeString(directory.resolve("printed.toml"), out.toString());
        assertEquals(ConfigLoader.load(file, Map.of()), ConfigLoader.load(printed, Map.of()));
    }

    @Test
    void printsNoSecrets() {
        Map<String, String> variables = Map.of(
                "DORMOUSE_UPLINK__MODE", "upstream",
                "DORMOUSE_UPLINK__URL", "mqtt://b",
                "DORMOUSE_UPLINK__USERNAME", "hush-token",
                "DORMOUSE_UPLINK__PASSWORD", "hush");

        assertEquals(0, execute(variables, "print-config"));

        assertTrue(out.toString().contains("password = \"***\""), out.toString());
        assertFalse(out.toString().contains("hush"), out.toString());
    }

    @Test
    void takesTheFileThatTheEnvironmentNames() throws IOException {
        Path file = file("data = \"elsewhere\"\n");

        assertEquals(0, execute(Map.of("DORMOUSE_CONFIG", file.toString()), "print-config"));

        assertTrue(out.toString().startsWith("data = \"elsewhere\"\n"), out.toString());
    }

    private int execute(Map<String, String> environment, String... arguments) {
        CommandLine command = Main.commandLine(environment);
        command.setOut(new PrintWriter(out, true));
        command.setErr(new PrintWriter(err, true));
        return command.execute(arguments);
    }

    private Path file(String toml) throws IOException {
        return Files.writeString(directory.resolve("dormouse.toml"), toml);
    }
}
