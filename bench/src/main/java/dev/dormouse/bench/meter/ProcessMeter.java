package dev.dormouse.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** CPU time and resident memory of one process, as the kernel tells in /proc/PID. */
public final class ProcessMeter {
    /** The kernel's USER_HZ, 100 on every Linux of today. */
    static final double TICKS_PER_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int SYSTEM_TICKS = 12;

    private final long pid;

    /** Of the process with this id; whether it exists shows at the first reading. */
    public ProcessMeter(long pid) {
        this.pid = pid;
    }

    /** The process id. */
    public long pid() {
        return pid;
    }

    /**
     * User and system time since the process began, in seconds, in steps of 10 ms.
     *
     * @throws IOException if there is no such process
     */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
        // The name may contain blanks and parentheses; the rest begins after the last one.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[USER_TICKS]) + Long.parseLong(fields[SYSTEM_TICKS])) / TICKS_PER_SECOND;
    }

    /**
     * Resident memory (VmRSS), in KiB.
     *
     * @throws IOException if there is no such process
     */
    public long residentKib() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/" + pid + "/status"));
        for (String line : lines) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        throw new IOException("no VmRSS in /proc/" + pid + "/status");
    }
}
