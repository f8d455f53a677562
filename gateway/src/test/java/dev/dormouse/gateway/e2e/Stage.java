package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What a test has set up: a temporary folder and child processes, all gone when it is closed, whatever happened. */
final class Stage implements AutoCloseable {
    private final Path folder;
    private final Deque<AutoCloseable> cast = new ArrayDeque<>();
    private int count;

    Stage() {
        try {
            folder = Files.createTempDirectory("dormouse-e2e");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh folder of its own for each caller. */
    Path folder() {
        count++;
        try {
            return Files.createDirectory(folder.resolve("" + count));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A gateway with these keys of the configuration. */
    GatewayProcess gateway(Map<String, String> settings) {
        return keep(GatewayProcess.start(folder(), settings));
    }

    /** A gateway in front of this broker. */
    GatewayProcess gatewayTo(MosquittoProcess broker, Map<String, String> settings) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("uplink.mode", "upstream");
        all.put("uplink.url", "mqtt://127.0.0.1:" + broker.port());
        all.putAll(settings);
        return gateway(all);
    }

    /** A mosquitto with these lines in its configuration. */
    MosquittoProcess mosquitto(String... lines) {
        return keep(MosquittoProcess.start(folder(), List.of(lines)));
    }

    /** A device that speaks to this gateway. */
    RawSnClient device(GatewayProcess gateway) {
        return keep(new RawSnClient(gateway.address()));
    }

    /** An MQTT client that is subscribed; {@code more} are options of mosquitto_sub. */
    MosquittoSub subscriber(int port, String filter, int qos, String... more) {
        Stream<String> options = Stream.concat(Stream.of("-q", "" + qos), Stream.of(more));
        return keep(MosquittoSub.start(port, filter, options.toList()));
    }

    /** Publishes a message and returns when the broker has it; {@code more} are options of mosquitto_pub. */
    void publish(int port, String topic, int qos, String payload, String... more) {
        Stream<String> words = Stream.of(
                "mosquitto_pub", "-h", "127.0.0.1", "-p", "" + port, "-t", topic, "-q", "" + qos, "-m", payload);
        Child child = Child.start(
                "mosquitto_pub",
                new ProcessBuilder(Stream.concat(words, Stream.of(more)).toList()));
        try (child) {
            if (child.awaitExit(Child.PATIENCE) != 0) {
                throw new AssertionError("could not publish: " + child);
            }
        }
    }

    /** Closes this, too, at the end. */
    <T extends AutoCloseable> T keep(T member) {
        cast.push(member);
        return member;
    }

    @Override
    public void close() throws IOException {
        while (!cast.isEmpty()) {
            dismiss(cast.pop());
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static void dismiss(AutoCloseable member) {
        try {
            member.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            throw new IllegalStateException(member + " cannot be closed", e);
        }
    }
}
