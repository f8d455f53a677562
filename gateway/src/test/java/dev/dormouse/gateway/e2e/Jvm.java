package dev.dormouse.gateway.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running Java process, measured from outside: with the JDK's jcmd and the files under /proc. */
final class Jvm {
    private static final Pattern TOTAL = Pattern.compile("Total\\s+\\d+\\s+(\\d+)");
    private static final Pattern RESIDENT = Pattern.compile("VmRSS:\\s+(\\d+) kB");

    private final long pid;

    Jvm(long pid) {
        this.pid = pid;
    }

    /** Octets of the heap that are reachable, after a full collection. */
    long liveHeap() {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Child child = Child.start("jcmd", new ProcessBuilder(jcmd.toString(), "" + pid, "GC.class_histogram"));
        try (child) {
            Matcher total = TOTAL.matcher(child.awaitLine("Total "));
            if (!total.find()) {
                throw new AssertionError("no total: " + child);
            }
            return Long.parseLong(total.group(1));
        }
    }

    /** How long the process has kept a processor busy. */
    Duration processorTime() {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().totalCpuDuration())
                .orElseThrow(() -> new AssertionError("no processor time of " + pid));
    }

    /** Octets of memory that the process holds. */
    long resident() {
        try {
            List<String> lines = Files.readAllLines(Path.of("/proc", "" + pid, "status"));
            for (String line : lines) {
                Matcher resident = RESIDENT.matcher(line);
                if (resident.find()) {
                    return Long.parseLong(resident.group(1)) * 1024;
                }
            }
            throw new AssertionError("no VmRSS in " + lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
