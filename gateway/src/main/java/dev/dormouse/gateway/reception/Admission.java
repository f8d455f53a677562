package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.session.ClientSession;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.uplink.ReasonCode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Decides whether one more client is taken on, so that nothing behind the gateway is overrun. Safe from any thread. */
final class Admission {
    private static final int MOST_ADDRESSES = 16_384;
    private static final int SHARES = 8;
    private static final int SMALLEST_SHARE = 16;

    private final AdmissionLimits limits;
    private final Bucket all;
    private final Map<LinkAddress, Bucket> byAddress = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<LinkAddress, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };
    private final Map<LinkAddress, Integer> halfOpenByAddress = new HashMap<>();
    private int sessions;
    private int halfOpen;

    Admission(AdmissionLimits limits) {
        this.limits = limits;
        this.all = new Bucket(limits.connectsPerSecond());
    }

    /** Why a CONNECT cannot be served now, or null when it can. */
    synchronized @Nullable ReasonCode obstacle(LinkAddress from, @Nullable ClientSession known, long nowNanos) {
        if (known == null && isFull()) {
            return ReasonCode.QUOTA_EXCEEDED;
        }
        LinkAddress machine = from.withoutPort();
        boolean isCounted = known != null && known.isConnecting();
        if (!isCounted && (halfOpen >= limits.halfOpenConnects() || halfOpenOf(machine) >= halfOpenShare())) {
            return ReasonCode.SERVER_BUSY;
        }
        Bucket own = byAddress.computeIfAbsent(machine, address -> new Bucket(limits.connectsPerSecondAndAddress()));
        return own.take(nowNanos) && all.take(nowNanos) ? null : ReasonCode.CONNECTION_RATE_EXCEEDED;
    }

    synchronized void sessionAdded() {
        sessions++;
    }

    synchronized void sessionRemoved() {
        sessions--;
    }

    private int halfOpenOf(LinkAddress machine) {
        return halfOpenByAddress.getOrDefault(machine, 0);
    }

    /** Nobody shall keep all others out by dialogues that never end. */
    private int halfOpenShare() {
        return Math.max(Math.min(SMALLEST_SHARE, limits.halfOpenConnects()), limits.halfOpenConnects() / SHARES);
    }

    synchronized boolean isFull() {
        return sessions >= limits.clients();
    }

    synchronized void connectBegun(LinkAddress from) {
        halfOpen++;
        halfOpenByAddress.merge(from.withoutPort(), 1, Integer::sum);
    }

    synchronized void connectOver(LinkAddress from) {
        halfOpen--;
        halfOpenByAddress.computeIfPresent(from.withoutPort(), (machine, open) -> open == 1 ? null : open - 1);
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
