package dev.dormouse.uplink.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The mosquitto command line clients as child processes: peers whose MQTT is not ours. */
final class Mosquitto implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 20;

    private final Process process;
    private final BufferedReader output;

    private Mosquitto(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    /** Runs to the end and gives the exit status. */
    static int publish(int port, String... arguments) throws IOException, InterruptedException {
        try (Mosquitto client = run("mosquitto_pub", port, arguments)) {
            return client.exit();
        }
    }

    /** Publishes each line as a message; returns when all are acknowledged. */
    static int publishLines(int port, List<String> lines, String... arguments)
            throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-l"));
        all.addAll(List.of(arguments));
        try (Mosquitto client = run("mosquitto_pub", port, all.toArray(String[]::new))) {
            try (Writer input = client.process.outputWriter()) {
                for (String line : lines) {
                    input.write(line + "\n");
                }
            }
            return client.exit();
        }
    }

    /** Returns when the subscription is acknowledged. */
    static Mosquitto subscribe(int port, String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of("-d"));
        all.addAll(List.of(arguments));
        Mosquitto client = run("mosquitto_sub", port, all.toArray(String[]::new));
        for (String line = client.output.readLine(); line != null; line = client.output.readLine()) {
            if (line.startsWith("Subscribed")) {
                return client;
            }
        }
        client.close();
        throw new IOException("mosquitto_sub ended before it was subscribed");
    }

    /** Subscribes without waiting, and reads to the end. */
    static List<String> collect(int port, String... arguments) throws IOException, InterruptedException {
        try (Mosquitto client = run("mosquitto_sub", port, arguments)) {
            List<String> lines = client.output.lines().toList();
            client.exit();
            return lines;
        }
    }

    static Mosquitto run(String program, int port, String... arguments) throws IOException {
        // into a pipe its lines come late, unless it is told otherwise
        List<String> command = new ArrayList<>(List.of("stdbuf", "-oL", program, "-p", Integer.toString(port)));
        command.addAll(List.of(arguments));
        return new Mosquitto(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start());
    }

    /** The next line of a message; the talk of {@code -d} is skipped. */
    String message() throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (!line.startsWith("Client ") && !line.startsWith("Subscribed")) {
                return line;
            }
        }
        throw new IOException("mosquitto_sub ended before a message came");
    }

    int exit() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("the mosquitto client did not end");
        }
        return process.exitValue();
    }

    /** As if its machine had lost power. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
