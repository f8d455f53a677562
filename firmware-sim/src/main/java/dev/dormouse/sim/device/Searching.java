package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.SearchGw;

/** The search for a gateway (1.2 §6.1): after a random wait SEARCHGW, again at growing intervals, until GWINFO or ADVERTISE comes. */
final class Searching {
    private static final double LONGEST_WAIT = 5;
    private static final double LONGEST_INTERVAL = 300;

    private final Device device;
    private double interval = LONGEST_WAIT;
    private long due = Ticks.NEVER;

    Searching(Device device) {
        this.device = device;
    }

    void begin(long now) {
        device.become(DeviceState.SEARCHING, now);
        interval = LONGEST_WAIT;
        due = now + Ticks.ofSeconds(LONGEST_WAIT * device.random());
    }

    /** A gateway is there. */
    void found(long now) {
        if (due != Ticks.NEVER) {
            due = Ticks.NEVER;
            device.connect(now);
        }
    }

    /** Another device asks for the same: its answer will serve. */
    void onSearchGw(long now) {
        if (due != Ticks.NEVER) {
            due = now + Ticks.ofSeconds(interval * (1 + device.random()));
        }
    }

    void stop() {
        due = Ticks.NEVER;
    }

    long nextPoll() {
        return due;
    }

    void poll(long now) {
        if (now >= due) {
            device.broadcast(new SearchGw(0), now);
            due = now + Ticks.ofSeconds(interval);
            interval = Math.min(LONGEST_INTERVAL, interval * 2);
        }
    }
}
