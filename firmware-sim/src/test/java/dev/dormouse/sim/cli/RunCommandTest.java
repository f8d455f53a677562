package dev.dormouse.sim.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What {@code dormouse-sim run} says when something is missing. */
class RunCommandTest {
    private static final int FAILED = 1;
    private static final int WRONG_FLEET = 3;

    private final StringWriter said = new StringWriter();
    private final Path fleet;

    RunCommandTest(@TempDir Path folder) throws IOException {
        fleet = Files.writeString(folder.resolve("fleet.toml"), "[[groups]]\nstart-within = \"1ms\"\n");
    }

    private int run(String... words) {
        PrintWriter writer = new PrintWriter(said, true);
        CommandLine command = Main.commandLine().setOut(writer).setErr(writer);
        String[] all = new String[words.length + 1];
        all[0] = "run";
        System.arraycopy(words, 0, all, 1, words.length);
        return command.execute(all);
    }

    private void assertSaid(String words) {
        assertTrue(said.toString().contains(words), said::toString);
    }

    @Test
    void aGatewayThatIsNotThereIsMissed() throws IOException {
        String gateway;
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            gateway = "127.0.0.1:" + mute.getLocalPort();
            assertEquals(FAILED, run(fleet.toString(), "--gateway", gateway, "--duration", "200ms", "--drain", "0s"));
        }
        assertSaid("no device has had an answer: is there a gateway at " + gateway + "?");
    }

    @Test
    void whatIsNotJudgedIsNotCalledKept() throws IOException {
        Path quiet = Files.writeString(fleet.resolveSibling("quiet.toml"), """
                [[groups]]
                connect = false
                start-within = "1ms"
                [[groups.messages]]
                topic = "tt"
                topic-type = "short"
                qos = -1
                every = "50ms"
                """);
        try (DatagramSocket mute = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            String gateway = "127.0.0.1:" + mute.getLocalPort();
            assertEquals(0, run(quiet.toString(), "--gateway", gateway, "--duration", "300ms", "--drain", "0s"));
        }
        assertSaid("Nothing was judged, for want of a --broker.");
    }

    @Test
    void aBrokerThatIsNotThereIsToldAtOnce() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        assertEquals(FAILED, run(fleet.toString(), "--broker", "mqtt://127.0.0.1:" + port));
        assertSaid("cannot use the broker 127.0.0.1:" + port + ": ");
        assertSaid("Connection refused");
    }

    @Test
    void aReportThatCannotBeWrittenIsToldBeforeTheRun() {
        assertEquals(FAILED, run(fleet.toString(), "--duration", "1h", "--report", fleet + "/report"));
        assertSaid("--report: cannot make the folder " + fleet + "/report: ");
    }

    @Test
    void aFleetThatIsNotThereIsToldWithTheExamples() {
        assertEquals(WRONG_FLEET, run("meter-10k"));
        assertSaid("the examples are meters-10k, ");
    }
}
