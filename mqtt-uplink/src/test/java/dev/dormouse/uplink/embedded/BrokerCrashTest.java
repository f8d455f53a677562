package dev.dormouse.uplink.embedded;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged is still there after the process was killed without warning. */
class BrokerCrashTest {
    private static final int MESSAGES = 200;
    private static final String[] SESSION = {"-V", "mqttv311", "-i", "away", "-c", "-q", "1", "-t", "crash/#"};

    @Test
    void losesNothingAcknowledgedWhenItIsKilled(@TempDir Path directory) throws Exception {
        List<String> sent = new ArrayList<>();
        try (Child broker = Child.start(directory)) {
            assertEquals(List.of(), Mosquitto.collect(broker.port, with("-E")));
            for (int i = 0; i < MESSAGES; i++) {
                sent.add("message " + i);
            }
            // -l sends a message for each line, and ends when all are acknowledged
            assertEquals(0, Mosquitto.publishLines(broker.port, sent, "-q", "1", "-t", "crash/test"));
            assertEquals(0, Mosquitto.publish(broker.port, "-q", "1", "-r", "-t", "kept", "-m", "retained"));
            broker.kill();
        }
        try (Child broker = Child.start(directory)) {
            String count = Integer.toString(MESSAGES);
            assertEquals(sent, Mosquitto.collect(broker.port, with("-C", count, "-W", "10")));
            assertEquals(
                    List.of("retained"), Mosquitto.collect(broker.port, "-q", "1", "-t", "kept", "-C", "1", "-W", "5"));
        }
        // and once more after a clean end
        try (EmbeddedBroker broker =
                EmbeddedBroker.start(BrokerOptions.in(directory).withTcp(Endpoint.loopback(0)))) {
            assertEquals(
                    List.of("retained"),
                    Mosquitto.collect(broker.tcpPort(), "-q", "1", "-t", "kept", "-C", "1", "-W", "5"));
        }
    }

    private static String[] with(String... more) {
        List<String> all = new ArrayList<>(List.of(SESSION));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    /** {@link BrokerProcess} in a virtual machine of its own. */
    private static final class Child implements AutoCloseable {
        private final Process process;
        private final int port;

        private Child(Process process, int port) {
            this.process = process;
            this.port = port;
        }

        static Child start(Path directory) throws IOException {
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            BrokerProcess.class.getName(),
                            directory.toString(),
                            "0")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader output = process.inputReader();
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                if (line.startsWith("port ")) {
                    return new Child(process, Integer.parseInt(line.substring("port ".length())));
                }
            }
            throw new IOException("the broker's process ended before it was ready");
        }

        void kill() throws InterruptedException {
            process.destroyForcibly().waitFor();
        }

        @Override
        public void close() throws IOException {
            process.outputWriter().close();
            process.onExit()
                    .orTimeout(10, TimeUnit.SECONDS)
                    .exceptionally(tooSlow -> process.destroyForcibly())
                    .join();
        }
    }
}
