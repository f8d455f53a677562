package dev.dormouse.gateway.e2e;

import java.util.ArrayList;
import java.util.List;

/** An independent MQTT subscriber: {@code mosquitto_sub} as a child process. */
final class MosquittoSub implements AutoCloseable {
    private static final String MESSAGE = "message: ";

    private final Child child;

    private MosquittoSub(Child child) {
        this.child = child;
    }

    /** Starts one and waits until it is subscribed. */
    static MosquittoSub start(int port, String filter, List<String> more) {
        // Line by line: into a pipe the C library would hold the lines about the connection back.
        List<String> words = new ArrayList<>(List.of("stdbuf", "-oL", "mosquitto_sub", "-h", "127.0.0.1"));
        words.addAll(List.of("-p", "" + port, "-t", filter, "-d", "-F", MESSAGE + "%t q%q r%r %p"));
        words.addAll(more);
        Child child = Child.start("mosquitto_sub " + filter, new ProcessBuilder(words));
        child.awaitLine("Subscribed (mid: 1)");
        return new MosquittoSub(child);
    }

    /** Waits for this message; it may have come already. */
    void hears(String topic, int qos, String payload) {
        child.awaitLine(topic + " " + payload, line(topic, qos, false, payload)::equals);
    }

    /** Waits for this message with the retain flag. */
    void hearsRetained(String topic, int qos, String payload) {
        child.awaitLine(topic + " " + payload, line(topic, qos, true, payload)::equals);
    }

    private static String line(String topic, int qos, boolean retained, String payload) {
        return MESSAGE + topic + " q" + qos + " r" + (retained ? 1 : 0) + " " + payload;
    }

    /** The payloads heard so far, in order. */
    List<String> payloads() {
        return child.lines().stream()
                .filter(line -> line.startsWith(MESSAGE))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .toList();
    }

    @Override
    public void close() {
        child.close();
    }
}
