package dev.dormouse.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What concerns the whole machine: CPU time of all processes, from /proc/stat, and crowded TCP servers, from /proc/net/netstat. */
final class MachineMeter {
    private static final int USER = 1;
    private static final int NICE = 2;
    private static final int SYSTEM = 3;
    private static final int STEAL = 8;

    /**
     * Seconds of all CPUs since boot, time stolen by other virtual machines included. Interrupts are left out: nearly all of
     * them are the datagrams of the benchmark itself, and the kernel charges them to no process.
     */
    double busySeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/stat"));
        String[] fields = stat.substring(0, stat.indexOf('\n')).split(" +", -1);
        long ticks = 0;
        for (int field : new int[] {USER, NICE, SYSTEM, STEAL}) {
            ticks += Long.parseLong(fields[field]);
        }
        return ticks / ProcessMeter.TICKS_PER_SECOND;
    }

    /** Connections since boot that found the listen queue of a TCP server full; 0 where the kernel does not count them. */
    long listenOverflows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("/proc/net/netstat"));
        for (int line = 0; line + 1 < lines.size(); line += 2) {
            int column = List.of(lines.get(line).split(" ", -1)).indexOf("ListenOverflows");
            if (column >= 0) {
                return Long.parseLong(lines.get(line + 1).split(" ", -1)[column]);
            }
        }
        return 0;
    }
}
