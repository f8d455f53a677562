package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** An independent MQTT client, MQTT.js from npm, in a Node.js process. Its pinned version is installed once per build folder. */
final class MqttJs implements AutoCloseable {
    private static final Path FOLDER = Path.of("target", "e2e-mqttjs").toAbsolutePath();
    private static final Path INSTALLED = FOLDER.resolve("node_modules/mqtt/package.json");
    private static final Duration INSTALLATION = Duration.ofSeconds(90);

    private final Child child;

    private MqttJs(Child child) {
        this.child = child;
    }

    /** Connects to this URL with MQTT 3.1.1 (level 4) or MQTT 5; skips the test where there is no Node.js. */
    static MqttJs connect(String url, int level) {
        assumeTrue(isOnPath("node") && isOnPath("npm"), "Node.js is not installed: MQTT.js is not tried");
        install();
        Child child = Child.start(
                "MQTT.js", new ProcessBuilder("node", "peer.js", url, "" + level).directory(FOLDER.toFile()));
        try {
            child.awaitLine("a line that it is connected", "connected"::equals);
        } catch (AssertionError e) {
            child.close();
            throw e;
        }
        return new MqttJs(child);
    }

    private static boolean isOnPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static synchronized void install() {
        try {
            Files.createDirectories(FOLDER);
            for (String name : List.of("package.json", "package-lock.json", "peer.js")) {
                try (InputStream resource = MqttJs.class.getResourceAsStream("mqttjs/" + name)) {
                    Files.copy(
                            Objects.requireNonNull(resource, name),
                            FOLDER.resolve(name),
                            StandardCopyOption.REPLACE_EXISTING);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (Files.exists(INSTALLED)) {
            return;
        }
        Child npm = Child.start(
                "npm",
                new ProcessBuilder("npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts")
                        .directory(FOLDER.toFile()));
        try (npm) {
            if (npm.awaitExit(INSTALLATION) != 0) {
                throw new AssertionError("MQTT.js could not be installed: " + npm);
            }
        }
    }

    void subscribes(String filter, int qos) {
        child.tell("subscribe " + filter + " " + qos);
        child.awaitLine("that it is subscribed", ("subscribed: " + filter)::equals);
    }

    void publishes(String topic, int qos, String payload) {
        child.tell("publish " + topic + " " + qos + " " + payload);
        child.awaitLine("that it has published", ("published: " + payload)::equals);
    }

    void hears(String topic, int qos, String payload) {
        child.awaitLine(topic + " " + payload, ("message: " + topic + " q" + qos + " " + payload)::equals);
    }

    @Override
    public void close() {
        child.close();
    }
}
