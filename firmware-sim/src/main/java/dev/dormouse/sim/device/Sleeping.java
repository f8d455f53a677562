package dev.dormouse.sim.device;

import dev.dormouse.codec.v12.Disconnect;
import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.sim.profile.Quirk;

/** Going away and going to sleep with DISCONNECT, and waking with PINGREQ (1.2 §6.12, §6.14). */
final class Sleeping {
    private static final int MOST_MISSED_WAKES = 2;

    private final Device device;
    private final Retry consent;
    private final Retry lastWord;
    private boolean leaving;
    private boolean saidOnce;
    private long wokeAt;
    private int missed;

    Sleeping(Device device) {
        this.device = device;
        this.consent = new Retry(device.profile());
        this.lastWord = new Retry(device.profile());
    }

    /** Asks to sleep. */
    void sleep(int seconds, long now) {
        leaving = false;
        ask(new Disconnect(seconds), now);
        if (device.profile().has(Quirk.CONSENT_ENDS_SLEEP)) {
            saidOnce = false;
            consent.stop();
            device.become(DeviceState.ASLEEP, now);
        }
    }

    /** Says farewell. */
    void leave(long now) {
        leaving = true;
        ask(new Disconnect(null), now);
    }

    private void ask(Disconnect packet, long now) {
        saidOnce = true;
        missed = 0;
        device.send(packet, now);
        consent.begin(packet, now);
    }

    /** Whether a DISCONNECT would be the answer to ours. */
    boolean awaitsConsent() {
        return consent.waiting();
    }

    void onConsent(long now) {
        consent.stop();
        device.become(leaving ? DeviceState.DISCONNECTED : DeviceState.ASLEEP, now);
    }

    /** Whether the gateway has answered a word that was said once: no copy of it can make the gateway think of an awake device. */
    boolean saidOnce() {
        return saidOnce;
    }

    void wake(long now) {
        PingReq ping = new PingReq(
                device.profile().has(Quirk.WAKES_WITHOUT_ID)
                        ? null
                        : device.setup().clientId());
        wokeAt = now;
        saidOnce = true;
        device.become(DeviceState.AWAKE, now);
        device.send(ping, now);
        lastWord.begin(ping, now);
    }

    /** Something that is no PINGRESP: the gateway is still at it. */
    void onHeard(long now) {
        lastWord.restart(now);
    }

    void onPingResp(long now) {
        lastWord.stop();
        missed = 0;
        device.become(DeviceState.ASLEEP, now);
        device.listener().wakeEnded(now - wokeAt, true, now);
    }

    void stop() {
        consent.stop();
        lastWord.stop();
    }

    long nextPoll() {
        return Math.min(consent.due(), lastWord.due());
    }

    void poll(long now) {
        if (now >= consent.due()) {
            if (consent.exhausted()) {
                device.lose("no answer to DISCONNECT", now);
            } else {
                saidOnce = false;
                device.send(consent.repeat(now), now);
            }
        } else if (now >= lastWord.due()) {
            if (lastWord.exhausted()) {
                giveUpWake(now);
            } else {
                saidOnce = false;
                device.send(lastWord.repeat(now), now);
            }
        }
    }

    private void giveUpWake(long now) {
        saidOnce = false;
        lastWord.stop();
        device.become(DeviceState.ASLEEP, now);
        device.listener().wakeEnded(now - wokeAt, false, now);
        missed++;
        if (missed >= MOST_MISSED_WAKES) {
            device.lose("no PINGRESP in " + missed + " wake-ups", now);
        }
    }
}
