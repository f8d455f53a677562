package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A real MQTT broker: mosquitto on a free loopback port, with whatever lines the test adds to its configuration. */
final class MosquittoProcess implements AutoCloseable {
    private final Path file;
    private final int port;
    private Child child;

    private MosquittoProcess(Path file, int port) {
        this.file = file;
        this.port = port;
        this.child = launch();
    }

    /** Starts a broker that keeps its state in this folder. */
    static MosquittoProcess start(Path folder, List<String> more) {
        int port = Ports.free();
        List<String> lines = new ArrayList<>(List.of(
                "listener " + port + " 127.0.0.1",
                // Started by root it would become another user, who may not read the test's files.
                "user root",
                "log_dest stderr",
                "log_type all",
                "max_queued_messages 0",
                "persistence true",
                "persistence_location " + folder + "/",
                "autosave_interval 1"));
        lines.addAll(more);
        if (more.stream().noneMatch(line -> line.startsWith("allow_anonymous"))) {
            lines.add("allow_anonymous true");
        }
        try {
            return new MosquittoProcess(Files.write(folder.resolve("mosquitto.conf"), lines), port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Child launch() {
        String program = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        Child started = Child.start("mosquitto", new ProcessBuilder(program, "-c", file.toString()));
        started.awaitLine("a line that it runs", line -> line.matches(".*mosquitto version .* running"));
        return started;
    }

    int port() {
        return port;
    }

    /** Stops it in order, so that it writes its state. */
    void stop() {
        child.terminate();
        child.awaitExit(Duration.ofSeconds(10));
    }

    /** Makes it write its state in the next round of its loop. */
    void saves() {
        Child signal = Child.start("kill", new ProcessBuilder("kill", "-USR1", "" + child.pid()));
        try (signal) {
            signal.awaitExit(Child.PATIENCE);
        }
    }

    void kill() {
        child.kill();
        child.awaitExit(Child.PATIENCE);
    }

    /** Starts it again on the same port with the same state. */
    void startAgain() {
        child = launch();
    }

    /** Waits for a line in its log. */
    void awaitLog(String text) {
        child.awaitLine(text);
    }

    @Override
    public void close() {
        child.close();
    }
}
