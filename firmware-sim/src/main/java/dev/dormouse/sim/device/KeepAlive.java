package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Quirk;

/** Sign of life of an active device (1.2 §6.11): PINGREQ in time, and whether its answer is missed. */
final class KeepAlive {
    private static final PingReq PING = new PingReq(null);
    private static final double PATIENCE = 1.5;

    private final Device device;
    private final Retry pong;
    private long since;
    private long heard;
    private boolean on;

    KeepAlive(Device device) {
        this.device = device;
        this.pong = new Retry(device.profile());
    }

    void begin(long now) {
        on = device.setup().keepAlive() > 0;
        since = now;
        heard = now;
        pong.stop();
    }

    void stop() {
        on = false;
        pong.stop();
    }

    void onSent(long now) {
        if (!device.profile().has(Quirk.FIXED_PING_TIMER)) {
            since = now;
        }
    }

    void onHeard(long now) {
        heard = now;
    }

    void onPingResp() {
        pong.stop();
    }

    long nextPoll() {
        if (!on) {
            return Ticks.NEVER;
        }
        long next = pong.waiting() ? pong.due() : pingDue();
        return Math.min(next, silenceEnds());
    }

    void poll(long now) {
        if (!on) {
            return;
        }
        if (now >= silenceEnds()) {
            device.lose("silence of the gateway", now);
        } else if (pong.waiting()) {
            awaitPong(now);
        } else if (now >= pingDue()) {
            ping(now);
        }
    }

    private void awaitPong(long now) {
        if (now < pong.due()) {
            return;
        }
        if (pong.exhausted()) {
            device.lose("no PINGRESP", now);
        } else {
            device.send(pong.repeat(now), now);
        }
    }

    private void ping(long now) {
        since = now;
        if (!device.profile().has(Quirk.PINGS_BLINDLY)) {
            pong.begin(PING, now);
        }
        device.send(PING, now);
    }

    private long pingDue() {
        Profile profile = device.profile();
        return since + Ticks.ofSeconds(device.setup().keepAlive() * profile.pingAfter());
    }

    private long silenceEnds() {
        return device.profile().has(Quirk.GIVES_UP_IN_SILENCE)
                ? heard + Ticks.ofSeconds(device.setup().keepAlive() * PATIENCE)
                : Ticks.NEVER;
    }
}
