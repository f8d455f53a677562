package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.profile.Profile;
import org.jspecify.annotations.Nullable;

/** A packet that waits for its answer and is repeated until it comes or there have been enough repetitions (1.2 §6.13). */
final class Retry {
    private final Profile profile;
    private @Nullable V12Packet packet;
    private int repeated;
    private long due = Ticks.NEVER;

    Retry(Profile profile) {
        this.profile = profile;
    }

    /** Begins to wait; the packet has just been sent. */
    void begin(V12Packet sent, long now) {
        packet = sent;
        repeated = 0;
        due = now + interval();
    }

    /** Waits for the full time again. */
    void restart(long now) {
        if (due != Ticks.NEVER) {
            repeated = 0;
            due = now + interval();
        }
    }

    void stop() {
        packet = null;
        due = Ticks.NEVER;
    }

    boolean waiting() {
        return due != Ticks.NEVER;
    }

    long due() {
        return due;
    }

    boolean exhausted() {
        return repeated >= profile.retries();
    }

    /** The packet to send again; counts the repetition and waits on. Only when due and not exhausted. */
    V12Packet repeat(long now) {
        V12Packet again = packet;
        if (again == null) {
            throw new IllegalStateException("nothing waits");
        }
        repeated++;
        due = now + interval();
        return again;
    }

    /** From now on this is what is repeated. */
    void replace(V12Packet next) {
        packet = next;
    }

    private long interval() {
        return Math.round(Ticks.of(profile.retry()) * Math.pow(profile.backOff(), repeated));
    }
}
