package dev.dormouse.sim.run;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.Ticks;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The last packets of a device; read by others than the device's own thread. */
final class History {
    private static final int PACKETS = 16;
    private static final int SHOWN_OCTETS = 24;

    private final Deque<Packet> packets = new ArrayDeque<>(2);

    private record Packet(long at, boolean up, boolean lost, Bytes octets) {}

    synchronized void add(long at, boolean up, boolean lost, byte[] octets) {
        if (packets.size() == PACKETS) {
            packets.removeFirst();
        }
        packets.addLast(new Packet(at, up, lost, Bytes.of(octets)));
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (Packet packet : packets) {
            int shown = Math.min(SHOWN_OCTETS, packet.octets.length());
            String hex = HexFormat.ofDelimiter(" ").withUpperCase().formatHex(packet.octets.toArray(), 0, shown);
            lines.add(String.format(
                    Locale.ROOT,
                    "%10.3f s  %s %s%s%s",
                    (double) packet.at / Ticks.SECOND,
                    packet.up ? "──▶" : "◀──",
                    hex,
                    shown < packet.octets.length() ? " …" : "",
                    packet.lost ? "  (lost on the way)" : ""));
        }
        return lines;
    }
}
