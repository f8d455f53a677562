package dev.dormouse.link.radio;

/** Spreads octets over time: what is sent now is paid for by waiting afterwards. */
final class Pacer {
    private static final long SECOND_NANOS = 1_000_000_000L;

    /** So far ahead of the pace one may be, so that the granularity of timers costs no throughput. */
    private static final long AHEAD_NANOS = 20_000_000L;

    private final int octetsPerSecond;
    private long paidNanos;

    /** 0 octets per second is no limit. */
    Pacer(int octetsPerSecond, long nowNanos) {
        this.octetsPerSecond = octetsPerSecond;
        this.paidNanos = nowNanos;
    }

    void sent(int octets, long nowNanos) {
        if (octetsPerSecond > 0) {
            long from = Math.max(paidNanos - nowNanos, 0) + nowNanos;
            paidNanos = from + octets * SECOND_NANOS / octetsPerSecond;
        }
    }

    /** How long to wait before the next datagram; 0 or less is not at all. */
    long waitNanos(long nowNanos) {
        return octetsPerSecond == 0 ? 0 : paidNanos - nowNanos - AHEAD_NANOS;
    }
}
