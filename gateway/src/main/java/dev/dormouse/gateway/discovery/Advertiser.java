package dev.dormouse.gateway.discovery;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.message.ToAnyone;

/** Says ADVERTISE at once and then every TADV (1.2 §6.1). Confined to its loop. */
final class Advertiser {
    private final DiscoveryRules rules;
    private final Speaker speaker;
    private final Deadline next;

    Advertiser(DiscoveryRules rules, Loop loop, Speaker speaker) {
        this.rules = rules;
        this.speaker = speaker;
        this.next = new Deadline(loop, this::advertise);
    }

    void start() {
        if (!next.isSet()) {
            advertise();
        }
    }

    void stop() {
        next.clear();
    }

    private void advertise() {
        next.setIn(rules.advertiseEvery());
        speaker.sayToAll(new ToAnyone.Advertise(rules.gatewayId(), rules.advertiseEvery()));
    }
}
