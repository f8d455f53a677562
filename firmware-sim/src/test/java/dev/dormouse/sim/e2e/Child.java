package dev.dormouse.sim.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** A child process and the lines it has printed; every wait has a limit. */
final class Child implements AutoCloseable {
    /** How long anything may take in a test with lost datagrams on a busy machine. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final int LINES_SHOWN = 60;

    private final String name;
    private final Process process;
    private final List<String> lines = new ArrayList<>();

    /** Reads to the last line, also when the process has ended before. */
    private final Thread reader;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
        this.reader = new Thread(this::read, "output of " + name);
        reader.setDaemon(true);
    }

    static Child start(String name, ProcessBuilder builder) {
        try {
            Child child = new Child(name, builder.redirectErrorStream(true).start());
            child.reader.start();
            return child;
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be started", e);
        }
    }

    private void read() {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                synchronized (this) {
                    lines.add(line);
                    notifyAll();
                }
            }
        } catch (IOException e) {
            // the process is gone, and with it what it might have said
            return;
        } finally {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    synchronized List<String> lines() {
        return List.copyOf(lines);
    }

    /** Waits for a line in which this expression is found; one that has come before counts. */
    String await(String expression) {
        return await(expression, 1);
    }

    /** Waits until there are so many lines in which this expression is found, and gives the last of these. */
    synchronized String await(String expression, int times) {
        Pattern pattern = Pattern.compile(expression);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int seen = 0;
        int found = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (pattern.matcher(lines.get(seen)).find() && ++found == times) {
                    return lines.get(seen);
                }
            }
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0 || !reader.isAlive()) {
                throw new AssertionError(name + " did not print " + expression + tail());
            }
            try {
                wait(Math.min(left, 1000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted while waiting for " + expression + " of " + name, e);
            }
        }
    }

    /** Writes lines to its standard input. */
    void tell(String... words) {
        try {
            Writer writer = process.outputWriter(StandardCharsets.UTF_8);
            for (String line : words) {
                writer.write(line + "\n");
            }
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen" + tail(), e);
        }
    }

    /** Its standard input is at its end. */
    void endInput() {
        try {
            process.outputWriter(StandardCharsets.UTF_8).close();
        } catch (IOException e) {
            throw new UncheckedIOException(name + " does not listen" + tail(), e);
        }
    }

    Duration cpuTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** Waits for its end; a failure is ours. */
    void awaitSuccess() {
        if (awaitExit(PATIENCE) != 0) {
            throw new AssertionError(name + " failed" + tail());
        }
    }

    /** Waits for its end and gives its exit code. */
    int awaitExit(Duration limit) {
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new AssertionError(name + " does not end" + tail());
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

    /** SIGTERM; waits for its end, and what it says until then is still read. */
    void end() {
        process.toHandle().destroy(); // that of the process itself closes the streams as well
        awaitExit(PATIENCE);
    }

    /** SIGTERM, and SIGKILL if that does not help. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String toString() {
        return name + tail();
    }
}
