package dev.dormouse.gateway.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A child process whose output is kept line by line; every wait has a limit, and closing it ends the process. */
final class Child implements AutoCloseable {
    /** How long anything may take that takes milliseconds on an idle machine. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int LINES_SHOWN = 40;

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** Starts the process; stderr goes where stdout goes. */
    static Child start(String name, ProcessBuilder builder) {
        try {
            Child child = new Child(name, builder.redirectErrorStream(true).start());
            Thread reader = new Thread(child::read, "output of " + name);
            reader.setDaemon(true);
            reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(output lost: " + e + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    long pid() {
        return process.pid();
    }

    /** The lines so far. */
    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line that holds this text, and gives it; a line that has come before counts. */
    String awaitLine(String text) {
        return awaitLine("\"" + text + "\"", line -> line.contains(text));
    }

    /** Waits for a line of this kind, and gives it; a line that has come before counts. */
    synchronized String awaitLine(String what, Predicate<String> kind) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (kind.test(lines.get(seen))) {
                    return lines.get(seen);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (ended || left <= 0) {
                throw new AssertionError(name + " did not print " + what + tail());
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + what + " of " + name + tail(), e);
            }
        }
    }

    /** Writes a line to its stdin. */
    void tell(String line) {
        try {
            Writer writer = process.outputWriter(StandardCharsets.UTF_8);
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen" + tail(), e);
        }
    }

    /** Sends SIGTERM. */
    void terminate() {
        // Not the method of Process: that closes the pipes too, and the last lines would be lost.
        process.toHandle().destroy();
    }

    /** Sends SIGKILL. */
    void kill() {
        process.destroyForcibly();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Waits for the end of the process and of its output. */
    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(name + " did not end within " + limit + tail());
            }
            synchronized (this) {
                long deadline = System.nanoTime() + PATIENCE.toNanos();
                while (!ended && System.nanoTime() < deadline) {
                    wait(100);
                }
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for the end of " + name, e);
        }
    }

    private synchronized String tail() {
        List<String> last = lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size());
        return "; its last lines:\n  " + String.join("\n  ", last);
    }

    @Override
    public void close() {
        if (process.isAlive()) {
            kill();
            awaitExit(PATIENCE);
        }
    }

    @Override
    public String toString() {
        return name + tail();
    }
}
