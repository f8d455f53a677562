package dev.dormouse.link.radio;

import dev.dormouse.link.LinkAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One datagram on its way out, from being queued until its outcome is known. Its identity is that of the object. */
public final class Sending {
    private final @Nullable LinkAddress to;
    private final Object queue;
    private final byte[] datagram;
    private final int radius;
    private final long expiresNanos;

    /** Not before this moment: the radio was busy. */
    private long notBeforeNanos;

    /** When it was given to the driver. */
    private long sentNanos;

    /** Its answer takes longer than usual; it may have been lost. */
    private boolean late;

    private Sending(@Nullable LinkAddress to, Object queue, byte[] datagram, int radius, long expiresNanos) {
        this.to = to;
        this.queue = queue;
        this.datagram = datagram;
        this.radius = radius;
        this.expiresNanos = expiresNanos;
        this.notBeforeNanos = expiresNanos - Long.MAX_VALUE / 4;
    }

    static Sending unicast(LinkAddress to, Object queue, byte[] datagram, long expiresNanos) {
        return new Sending(to, queue, datagram, 0, expiresNanos);
    }

    static Sending broadcast(byte[] datagram, int radius, long expiresNanos) {
        return new Sending(null, Sending.class, datagram, radius, expiresNanos);
    }

    public boolean isBroadcast() {
        return to == null;
    }

    /**
     * Where to.
     *
     * @throws NullPointerException when it is a broadcast
     */
    public LinkAddress to() {
        return Objects.requireNonNull(to, "a broadcast");
    }

    /** Not to be changed. */
    public byte[] datagram() {
        return datagram;
    }

    /** How many hops a broadcast goes; 0 is the whole network. */
    public int radius() {
        return radius;
    }

    /** Datagrams with the same queue stay in order and wait for each other. */
    Object queue() {
        return queue;
    }

    boolean isExpired(long nanos) {
        return nanos - expiresNanos >= 0;
    }

    boolean isDue(long nanos) {
        return nanos - notBeforeNanos >= 0;
    }

    void holdUntil(long nanos) {
        notBeforeNanos = nanos;
    }

    void sent(long nanos) {
        sentNanos = nanos;
    }

    long sentNanos() {
        return sentNanos;
    }

    void isLateNow() {
        late = true;
    }

    /** It is no longer under way; what was awaited is not awaited any more. */
    void waitsAgain() {
        late = false;
    }

    boolean isLate() {
        return late;
    }
}
