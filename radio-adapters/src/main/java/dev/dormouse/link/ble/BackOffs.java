package dev.dormouse.link.ble;

import dev.dormouse.link.radio.RecentMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Which nodes are not tried again yet, because the last attempts were in vain. Confined to the loop. */
final class BackOffs {
    private static final int MOST_NODES = 1024;
    private static final long FIRST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int MOST_DOUBLINGS = 6;

    /** Nothing will be different soon with one that lacks what is needed. */
    private static final long REFUSED_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Map<BleAddress, Pause> pauses = new RecentMap<>(MOST_NODES);

    private record Pause(int failures, long untilNanos) {}

    boolean waits(BleAddress node, long nowNanos) {
        Pause pause = pauses.get(node);
        return pause != null && pause.untilNanos - nowNanos > 0;
    }

    /** An attempt was in vain: the next one after a second, then after two, up to 64. */
    void failed(BleAddress node, long nowNanos) {
        Pause before = pauses.get(node);
        int failures = before == null ? 0 : Math.min(before.failures + 1, MOST_DOUBLINGS);
        pauses.put(node, new Pause(failures, nowNanos + (FIRST_NANOS << failures)));
    }

    /** The node cannot be used as it is. */
    void refused(BleAddress node, long nowNanos) {
        pauses.put(node, new Pause(MOST_DOUBLINGS, nowNanos + REFUSED_NANOS));
    }

    void worked(BleAddress node) {
        pauses.remove(node);
    }
}
