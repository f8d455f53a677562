package dev.dormouse.gateway.session;

import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.uplink.Qos;

/**
 * One subscription as the client made it.
 *
 * @param form the way the client named it, and by which messages of exactly this name come back (I-39)
 * @param qos as granted
 */
record Subscription(String filter, TopicRef form, Qos qos) {
    /** What is written down of it. */
    SessionChange.Subscribed kept() {
        return new SessionChange.Subscribed(filter, form, qos);
    }
}
