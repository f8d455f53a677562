package dev.dormouse.gateway.e2e;

import java.util.List;
import java.util.Random;

/** Datagrams as nobody should send them: random octets, and messages of each type with a few octets changed; some are left whole. */
final class Garbage {
    /** With the topic and message ids that a gateway gives first, so that a changed message often still means something. */
    private static final List<byte[]> MESSAGES = List.of(
            RawSnClient.message("00 01 0384", ""),
            RawSnClient.message("01 00", ""),
            RawSnClient.message("02 01", ""),
            RawSnClient.message("04 04 01 0002", "m1"),
            RawSnClient.message("04 00 01 0005", "m2"),
            RawSnClient.message("04 0C 01 0003", "m3"),
            RawSnClient.message("05 00", ""),
            RawSnClient.message("06", ""),
            RawSnClient.message("07 20", "junk/will"),
            RawSnClient.message("08", ""),
            RawSnClient.message("09", "lost"),
            RawSnClient.message("0A 0000 0001", "junk/a"),
            RawSnClient.message("0B 0001 0001 00", ""),
            RawSnClient.message("0C 00 0001 0000", "zero"),
            RawSnClient.message("0C 20 0001 0002", "one"),
            RawSnClient.message("0C 40 0001 0003", "two"),
            RawSnClient.message("0C 61 0001 0000", "minus one"),
            RawSnClient.message("0C 62 6A6B 0000", "minus one, short name"),
            RawSnClient.message("0D 0001 0001 00", ""),
            RawSnClient.message("0E 0003", ""),
            RawSnClient.message("0F 0001", ""),
            RawSnClient.message("10 0003", ""),
            RawSnClient.message("12 20 0004", "junk/#"),
            RawSnClient.message("12 40 0005", "junk/a"),
            RawSnClient.message("13 20 0001 0005 00", ""),
            RawSnClient.message("14 00 0006", "junk/a"),
            RawSnClient.message("15 0006", ""),
            RawSnClient.message("16", ""),
            RawSnClient.message("16", "m2"),
            RawSnClient.message("17", ""),
            RawSnClient.message("18", ""),
            RawSnClient.message("18 0003", ""),
            RawSnClient.message("1A 00", "junk/will"),
            RawSnClient.message("1B 00", ""),
            RawSnClient.message("1C", "lost"),
            RawSnClient.message("1D 00", ""),
            RawSnClient.message("FE 01 0A0B", "\u0002\u0016"));

    private static final int LONGEST = 300;

    private final Random random;

    Garbage(long seed) {
        this.random = new Random(seed);
    }

    /** The next datagram, 0 to about 300 octets. */
    byte[] next() {
        switch (random.nextInt(8)) {
            case 0 -> {
                byte[] octets = new byte[random.nextInt(LONGEST)];
                random.nextBytes(octets);
                return octets;
            }
            case 1, 2 -> {
                return any().clone();
            }
            case 3 -> {
                return withOtherLength(any());
            }
            default -> {
                return changed(any().clone());
            }
        }
    }

    private byte[] any() {
        return MESSAGES.get(random.nextInt(MESSAGES.size()));
    }

    /** Cut or prolonged; the Length octet follows in half of the cases. */
    private byte[] withOtherLength(byte[] message) {
        byte[] octets = new byte[1 + random.nextInt(2 * message.length)];
        random.nextBytes(octets);
        System.arraycopy(message, 0, octets, 0, Math.min(octets.length, message.length));
        if (random.nextBoolean()) {
            octets[0] = (byte) octets.length;
        }
        return octets;
    }

    /** The Length octet seldom changes: a message with a wrong one goes no further than the codec. */
    private byte[] changed(byte[] octets) {
        int first = random.nextInt(10) == 0 ? 0 : 1;
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            octets[first + random.nextInt(octets.length - first)] = (byte) random.nextInt(256);
        }
        return octets;
    }
}
