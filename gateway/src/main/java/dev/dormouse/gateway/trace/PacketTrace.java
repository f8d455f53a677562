package dev.dormouse.gateway.trace;

import java.util.function.Consumer;
import java.util.function.Supplier;

/** Writes down each packet, decoded, in both directions, when somebody wants to see it. */
public final class PacketTrace {
    /** Marks the lines of the trace in the log, where they are written whatever its level. */
    public static final String TAG = "trace";

    private final boolean enabled;
    private final Consumer<String> lines;

    private PacketTrace(boolean enabled, Consumer<String> lines) {
        this.enabled = enabled;
        this.lines = lines;
    }

    public static PacketTrace off() {
        return new PacketTrace(false, line -> {});
    }

    public static PacketTrace to(Consumer<String> lines) {
        return new PacketTrace(true, lines);
    }

    public boolean isEnabled() {
        return enabled;
    }

    public void received(String link, String address, String client, Supplier<String> packet) {
        if (enabled) {
            lines.accept(link + " " + address + " " + client + " → " + packet.get());
        }
    }

    public void sent(String link, String address, String client, Supplier<String> packet) {
        if (enabled) {
            lines.accept(link + " " + address + " " + client + " ← " + packet.get());
        }
    }
}
