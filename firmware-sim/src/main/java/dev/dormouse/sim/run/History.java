package dev.dormouse.sim.run;

import dev.dormouse.sim.device.Ticks;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/** The last packets of a device, as far as they are shown, in a ring of octets; read by others than the device's own thread. */
final class History {
    private static final int PACKETS = 16;
    private static final int FIRST_PACKETS = 2;
    private static final int HEADER = Long.BYTES + Integer.BYTES;
    private static final int SHOWN_OCTETS = 24;
    private static final int SLOT = HEADER + SHOWN_OCTETS;
    private static final int UP = 1 << 31;
    private static final int LOST = 1 << 30;
    private static final int UNHEARD = 1 << 29;

    private byte[] ring = new byte[FIRST_PACKETS * SLOT];
    private int added;

    void add(long at, boolean up, boolean lost, byte[] octets) {
        add(at, (up ? UP : 0) | (lost ? LOST : 0), octets);
    }

    /** It came while the receiver was off. */
    void addUnheard(long at, byte[] octets) {
        add(at, UNHEARD, octets);
    }

    private synchronized void add(long at, int fate, byte[] octets) {
        if (added * SLOT == ring.length && added < PACKETS) {
            ring = Arrays.copyOf(ring, 2 * ring.length);
        }
        slot(added).putLong(at).putInt(octets.length | fate).put(octets, 0, Math.min(SHOWN_OCTETS, octets.length));
        added++;
    }

    private ByteBuffer slot(int number) {
        return ByteBuffer.wrap(ring, number % (ring.length / SLOT) * SLOT, SLOT);
    }

    synchronized List<String> lines() {
        List<String> lines = new ArrayList<>();
        for (int number = Math.max(0, added - PACKETS); number < added; number++) {
            lines.add(line(slot(number)));
        }
        return lines;
    }

    private static String line(ByteBuffer packet) {
        double seconds = (double) packet.getLong() / Ticks.SECOND;
        int header = packet.getInt();
        int length = header & ~(UP | LOST | UNHEARD);
        byte[] shown = new byte[Math.min(SHOWN_OCTETS, length)];
        packet.get(shown);
        return String.format(
                Locale.ROOT,
                "%10.3f s  %s %s%s%s",
                seconds,
                (header & UP) != 0 ? "──▶" : "◀──",
                HexFormat.ofDelimiter(" ").withUpperCase().formatHex(shown),
                shown.length < length ? " …" : "",
                fate(header));
    }

    private static String fate(int header) {
        return (header & LOST) != 0 ? "  (lost on the way)" : (header & UNHEARD) != 0 ? "  (not heard)" : "";
    }
}
