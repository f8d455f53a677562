package dev.dormouse.link.radio;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * How long nodes take to acknowledge a datagram, estimated as TCP does for its repetitions (RFC 6298 §2): what takes longer is late.
 * Holds the nodes measured last. Loop only.
 */
final class AnswerTimes {
    private static final int MOST_NODES = 4096;
    private static final long UNMEASURED_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long LEAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Map<Object, Estimate> estimates = new LinkedHashMap<>(64, 0.75f, true);

    /** A node has acknowledged a datagram. */
    void measured(Object node, long nanos) {
        estimates.merge(node, Estimate.first(nanos), (known, first) -> known.and(nanos));
        if (estimates.size() > MOST_NODES) {
            estimates.remove(estimates.keySet().iterator().next());
        }
    }

    /** After this time an acknowledgement is late; a second or more. */
    long lateAfterNanos(Object node) {
        Estimate estimate = estimates.get(node);
        return estimate == null ? UNMEASURED_NANOS : Math.max(LEAST_NANOS, estimate.lateAfter());
    }

    private record Estimate(long mean, long deviation) {
        static Estimate first(long nanos) {
            return new Estimate(nanos, nanos / 2);
        }

        Estimate and(long nanos) {
            return new Estimate(mean + (nanos - mean) / 8, deviation + (Math.abs(nanos - mean) - deviation) / 4);
        }

        long lateAfter() {
            return mean + 4 * deviation;
        }
    }
}
