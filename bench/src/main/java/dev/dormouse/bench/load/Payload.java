package dev.dormouse.bench.load;

import java.nio.ByteBuffer;

/**
 * What a message of the load carries, filled up to 50 octets.
 *
 * @param run the run it belongs to, so that what comes late is not counted in the next one
 * @param sentAt {@link System#nanoTime} of its sending, also what tells two messages of a device apart
 */
public record Payload(int run, long sentAt) {
    private static final int OCTETS = 50;
    private static final int FIELDS = Integer.BYTES + Long.BYTES;

    /** A message of the run that is sent now. */
    public static Payload now(int run) {
        return new Payload(run, System.nanoTime());
    }

    /** Reads one; anything else is a payload of run 0. */
    public static Payload read(ByteBuffer payload) {
        return payload.remaining() < FIELDS ? new Payload(0, 0) : new Payload(payload.getInt(), payload.getLong());
    }

    /** As it is sent. */
    public byte[] octets() {
        return ByteBuffer.allocate(OCTETS).putInt(run).putLong(sentAt).array();
    }
}
