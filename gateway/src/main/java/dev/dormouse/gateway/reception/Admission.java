package dev.dormouse.gateway.reception;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.uplink.ReasonCode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether one more client is taken on, so that nothing behind the gateway is overrun. Safe from any thread. */
final class Admission {
    private static final int MOST_ADDRESSES = 16_384;

    private final AdmissionLimits limits;
    private final Bucket all;
    private final Map<LinkAddress, Bucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LinkAddress, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private int sessions;
    private int halfOpen;

    Admission(AdmissionLimits limits) {
        this.limits = limits;
        this.all = new Bucket(limits.connectsPerSecond());
    }

    /** Why a CONNECT cannot be served now, or null when it can. */
    synchronized @Nullable ReasonCode obstacle(LinkAddress from, boolean isNew, long nowNanos) {
        if (isNew && sessions >= limits.clients()) {
            return ReasonCode.QUOTA_EXCEEDED;
        }
        if (halfOpen >= limits.halfOpenConnects()) {
            return ReasonCode.SERVER_BUSY;
        }
        Bucket own = byAddress.computeIfAbsent(
                from.withoutPort(), address -> new Bucket(limits.connectsPerSecondAndAddress()));
        return own.take(nowNanos) && all.take(nowNanos) ? null : ReasonCode.CONNECTION_RATE_EXCEEDED;
    }

    synchronized void sessionAdded() {
        sessions++;
    }

    synchronized void sessionRemoved() {
        sessions--;
    }

    synchronized void connectBegun() {
        halfOpen++;
    }

    synchronized void connectOver() {
        halfOpen--;
    }

    synchronized int sessions() {
        return sessions;
    }

    /** A token bucket that holds one second's worth. */
    private static final class Bucket {
        private static final long SECOND_NANOS = 1_000_000_000L;

        private final int perSecond;
        private double tokens;
        private long filledAt;
        private boolean started;

        Bucket(int perSecond) {
            this.perSecond = perSecond;
            this.tokens = perSecond;
        }

        boolean take(long nowNanos) {
            if (started) {
                double earned = (double) (nowNanos - filledAt) / SECOND_NANOS * perSecond;
                tokens = Math.min(perSecond, tokens + earned);
            }
            started = true;
            filledAt = nowNanos;
            if (tokens < 1) {
                return false;
            }
            tokens--;
            return true;
        }
    }
}
