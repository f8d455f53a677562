package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.envelope.Forwarders;

/**
 * What holds for one link.
 *
 * @param qosMinusOne messages of QoS −1 are passed on (1.2 §6.8)
 * @param forwarders who may speak for other nodes (1.2 §5.5)
 */
public record LinkRules(boolean qosMinusOne, Forwarders forwarders) {
    /** Everything is let in. */
    public static LinkRules open() {
        return new LinkRules(true, Forwarders.any());
    }

    public LinkRules withoutQosMinusOne() {
        return new LinkRules(false, forwarders);
    }

    public LinkRules with(Forwarders allowed) {
        return new LinkRules(qosMinusOne, allowed);
    }
}
