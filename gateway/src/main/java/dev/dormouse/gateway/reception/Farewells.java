package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.session.ClientSession;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Tells the sessions of one loop in turn that their clients have to connect again: a lost MQTT server ends thousands in one moment, and
 * all of them come back after their DISCONNECT. Confined to that loop.
 */
final class Farewells {
    /** 400 a second for each loop. */
    private static final int AT_ONCE = 20;

    private static final long PAUSE_NANOS = 50_000_000;

    private final Queue<ClientSession> waiting = new ArrayDeque<>();
    private final Loop loop;
    private final Deadline next;
    private long sinceNanos;
    private int left;

    Farewells(Loop loop) {
        this.loop = loop;
        this.next = new Deadline(loop, this::say);
        this.sinceNanos = loop.nanoTime() - PAUSE_NANOS;
    }

    void want(ClientSession session) {
        waiting.add(session);
        say();
    }

    private void say() {
        long passed = loop.nanoTime() - sinceNanos;
        if (passed >= PAUSE_NANOS) {
            sinceNanos += passed;
            passed = 0;
            left = AT_ONCE;
        }
        while (left > 0 && !waiting.isEmpty()) {
            left--;
            waiting.remove().sayFarewell();
        }
        if (!waiting.isEmpty() && !next.isSet()) {
            next.setInNanos(PAUSE_NANOS - passed);
        }
    }
}
