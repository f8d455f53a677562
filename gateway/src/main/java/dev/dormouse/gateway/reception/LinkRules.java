package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.discovery.DiscoveryRules;
import dev.dormouse.gateway.envelope.Forwarders;

/**
 * What holds for one link.
 *
 * @param qosMinusOne messages of QoS −1 are passed on (1.2 §6.8)
 * @param forwarders who may speak for other nodes (1.2 §5.5)
 * @param discovery how devices find the gateway (1.2 §6.1)
 */
public record LinkRules(boolean qosMinusOne, Forwarders forwarders, DiscoveryRules discovery) {
    /** Everything is let in, and searches are answered. */
    public static LinkRules open() {
        return new LinkRules(true, Forwarders.any(), DiscoveryRules.answering(1));
    }

    public LinkRules withoutQosMinusOne() {
        return new LinkRules(false, forwarders, discovery);
    }

    public LinkRules with(Forwarders allowed) {
        return new LinkRules(qosMinusOne, allowed, discovery);
    }

    public LinkRules with(DiscoveryRules rules) {
        return new LinkRules(qosMinusOne, forwarders, rules);
    }
}
