package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.discovery.DiscoveryRules;
import dev.dormouse.gateway.envelope.Forwarders;

/**
 * What holds for one link.
 *
 * @param qosMinusOne messages of QoS −1 are passed on (1.2 §6.8)
 * @param forwarders who may speak for other nodes (1.2 §5.5)
 * @param rebinding sleeping clients may come here by a PINGREQ with their client id (I-10)
 * @param discovery how devices find the gateway (1.2 §6.1)
 */
public record LinkRules(boolean qosMinusOne, Forwarders forwarders, boolean rebinding, DiscoveryRules discovery) {
    /** Everything is let in, and searches are answered. */
    public static LinkRules open() {
        return new LinkRules(true, Forwarders.any(), true, DiscoveryRules.answering(1));
    }

    public LinkRules withoutQosMinusOne() {
        return new LinkRules(false, forwarders, rebinding, discovery);
    }

    public LinkRules withoutRebinding() {
        return new LinkRules(qosMinusOne, forwarders, false, discovery);
    }

    public LinkRules with(Forwarders allowed) {
        return new LinkRules(qosMinusOne, allowed, rebinding, discovery);
    }

    public LinkRules with(DiscoveryRules rules) {
        return new LinkRules(qosMinusOne, forwarders, rebinding, rules);
    }
}
