package dev.dormouse.uplink.mqtt;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Lets the clients of one loop come back after an outage a few at a time: as fast as the server takes them, and no faster. As soon as
 * one has found the server again, the others do not wait for the end of their back-off. Confined to that loop.
 */
final class Returns {
    /** Half of the connections that a usual server lets wait until it accepts them. */
    private static final int AT_ONCE = 50;

    /** How many may come for each that the server has accepted: soon all do, and few are refused where there is no room for more. */
    private static final int EARLY = 2;

    /** Their back-off is over, but others are before them. */
    private final Set<ClientUplink> due = new LinkedHashSet<>();

    /** Their back-off is not over. */
    private final Set<ClientUplink> waiting = new LinkedHashSet<>();

    private final Set<ClientUplink> underWay = new HashSet<>();
    private boolean calling;

    /** The client may be called before its back-off is over. */
    void want(ClientUplink uplink) {
        waiting.add(uplink);
    }

    /** The client's back-off is over. */
    void due(ClientUplink uplink) {
        waiting.remove(uplink);
        due.add(uplink);
        callNext(0);
    }

    /** The server has accepted a client, so it is there. */
    void accepted(ClientUplink uplink) {
        underWay.remove(uplink);
        callNext(EARLY);
    }

    /** The server has not accepted a client. */
    void failed(ClientUplink uplink) {
        underWay.remove(uplink);
        callNext(0);
    }

    /** The client does not come back. */
    void withdraw(ClientUplink uplink) {
        waiting.remove(uplink);
        due.remove(uplink);
        if (underWay.remove(uplink)) {
            callNext(0);
        }
    }

    /**
     * Calls as many as may come. Who fails at once comes here again while the others are being called, and then these go on.
     *
     * @param early how many may be called whose back-off is not over
     */
    private void callNext(int early) {
        if (calling) {
            return;
        }
        calling = true;
        try {
            int left = early;
            while (underWay.size() < AT_ONCE && !(due.isEmpty() && (left == 0 || waiting.isEmpty()))) {
                Set<ClientUplink> line = due.isEmpty() ? waiting : due;
                left -= due.isEmpty() ? 1 : 0;
                ClientUplink next = line.iterator().next();
                line.remove(next);
                underWay.add(next);
                next.tryNow();
            }
        } finally {
            calling = false;
        }
    }
}
