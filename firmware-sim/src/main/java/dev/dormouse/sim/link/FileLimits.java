package dev.dormouse.sim.link;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the operating system allows, where it tells (Linux). */
public final class FileLimits {
    private static final Pattern OPEN_FILES = Pattern.compile("Max open files\\s+(\\d+)\\s+(\\S+)");
    private static final Pattern PORTS = Pattern.compile("(\\d+)\\s+(\\d+)\\s*");
    private static final int OTHER_FILES = 100;

    private FileLimits() {}

    /** What stands in the way of so many sockets, and how to remove it; null if nothing does. */
    public static @Nullable String objection(int sockets) {
        return objection(
                sockets, read(Path.of("/proc/self/limits")), read(Path.of("/proc/sys/net/ipv4/ip_local_port_range")));
    }

    static @Nullable String objection(int sockets, String limits, String portRange) {
        List<String> objections = new ArrayList<>();
        Matcher files = OPEN_FILES.matcher(limits);
        if (files.find() && sockets + OTHER_FILES > Long.parseLong(files.group(1))) {
            objections.add("this process may open " + files.group(1) + " files (hard limit " + files.group(2)
                    + "): raise it with \"ulimit -n " + (sockets + OTHER_FILES) + "\" or LimitNOFILE of systemd");
        }
        Matcher ports = PORTS.matcher(portRange);
        if (ports.matches()) {
            int free = Integer.parseInt(ports.group(2)) - Integer.parseInt(ports.group(1)) + 1;
            if (sockets > free) {
                objections.add("there are " + free + " ports: widen the range with"
                        + " \"sysctl net.ipv4.ip_local_port_range='1024 65535'\"");
            }
        }
        return objections.isEmpty()
                ? null
                : "the fleet needs " + sockets + " sockets, but " + String.join("; and ", objections)
                        + "; or take fewer devices, or give the groups a link of type \"shared\"";
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
