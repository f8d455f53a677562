package dev.dormouse.bench.meter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** CPU time that all processes of this machine took, from the first line of /proc/stat. */
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
}
