package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.discovery.DiscoveryRules;
import dev.dormouse.gateway.envelope.Forwarders;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one link.
 *
 * @param qosMinusOne messages of QoS −1 are passed on (1.2 §6.8)
 * @param forwarders who may speak for other nodes (1.2 §5.5)
 * @param clients the most addresses with a session; one more client is told "congestion"
 * @param retryInterval Tretry on this link; null is that of all others
 * @param rebinding sleeping clients may come here by a PINGREQ with their client id (I-10)
 * @param discovery how devices find the gateway (1.2 §6.1)
 * @param predefined topic numbers that are known on this link besides those known everywhere, which they override
 */
public record LinkRules(
        boolean qosMinusOne,
        Forwarders forwarders,
        int clients,
        @Nullable Duration retryInterval,
        boolean rebinding,
        DiscoveryRules discovery,
        Map<Integer, String> predefined) {
    public LinkRules {
        predefined = Map.copyOf(predefined);
    }

    /** Everything is let in. */
    public static LinkRules open() {
        return new LinkRules(
                true, Forwarders.any(), Integer.MAX_VALUE, null, true, DiscoveryRules.answering(1), Map.of());
    }

    public LinkRules withoutQosMinusOne() {
        return new LinkRules(false, forwarders, clients, retryInterval, rebinding, discovery, predefined);
    }

    public LinkRules with(Forwarders allowed) {
        return new LinkRules(qosMinusOne, allowed, clients, retryInterval, rebinding, discovery, predefined);
    }

    /** The same rules, but sleeping clients come here by CONNECT only. */
    public LinkRules withoutRebinding() {
        return new LinkRules(qosMinusOne, forwarders, clients, retryInterval, false, discovery, predefined);
    }

    public LinkRules with(DiscoveryRules rules) {
        return new LinkRules(qosMinusOne, forwarders, clients, retryInterval, rebinding, rules, predefined);
    }

    /** The same rules for no more than so many clients. */
    public LinkRules withClients(int most) {
        return new LinkRules(qosMinusOne, forwarders, most, retryInterval, rebinding, discovery, predefined);
    }

    /** The same rules with a Tretry of the link's own. */
    public LinkRules withRetryInterval(@Nullable Duration own) {
        return new LinkRules(qosMinusOne, forwarders, clients, own, rebinding, discovery, predefined);
    }

    /** The same rules with topic numbers of the link's own. */
    public LinkRules withPredefined(Map<Integer, String> own) {
        return new LinkRules(qosMinusOne, forwarders, clients, retryInterval, rebinding, discovery, own);
    }
}
