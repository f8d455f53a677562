package dev.dormouse.gateway.reception;

import dev.dormouse.link.LinkAddress;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** Addresses that something happened to within the last moments; as many as fit, the oldest making room. Safe from any thread. */
final class RecentAddresses {
    private static final int MOST = 16_384;

    private final long memoryNanos;
    private final Map<LinkAddress, Long> since = new LinkedHashMap<>();

    RecentAddresses(long memoryNanos) {
        this.memoryNanos = memoryNanos;
    }

    synchronized void add(LinkAddress address, long nowNanos) {
        since.remove(address);
        if (since.size() >= MOST) {
            Iterator<LinkAddress> oldest = since.keySet().iterator();
            oldest.next();
            oldest.remove();
        }
        since.put(address, nowNanos);
    }

    synchronized boolean contains(LinkAddress address, long nowNanos) {
        Long time = since.get(address);
        if (time == null) {
            return false;
        }
        if (nowNanos - time >= memoryNanos) {
            since.remove(address);
            return false;
        }
        return true;
    }

    synchronized void remove(LinkAddress address) {
        since.remove(address);
    }
}
