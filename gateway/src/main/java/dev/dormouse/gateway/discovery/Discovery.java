package dev.dormouse.gateway.discovery;

import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.link.LinkAddress;

/**
 * Lets devices find the gateway on one link, while the MQTT server is there: answers SEARCHGW, to the sender and to all (1.2 §6.1,
 * I-52), and advertises.
 */
public final class Discovery {
    /** All are told once a second at the most: one small request must not make a network of devices hear us all the time. */
    private static final long QUIET_NANOS = 1_000_000_000L;

    /** An envelope has two bits for it. */
    private static final int LARGEST_RADIUS = 3;

    private final DiscoveryRules rules;
    private final Loop loop;
    private final Speaker speaker;
    private final Advertiser advertiser;
    private volatile boolean serverThere;
    private long toldAllNanos;
    private boolean toldAll;

    /**
     * Silent until the server is there.
     *
     * @param loop from which advertisements are sent
     */
    public Discovery(DiscoveryRules rules, Loop loop, Speaker speaker) {
        this.rules = rules;
        this.loop = loop;
        this.speaker = speaker;
        this.advertiser = new Advertiser(rules, loop, speaker);
    }

    /** The MQTT server is there, or not any more. Any thread. */
    public void serverIsThere(boolean there) {
        serverThere = there;
        if (!rules.advertiseEvery().isZero()) {
            loop.execute(there ? advertiser::start : advertiser::stop);
        }
    }

    /**
     * Somebody looks for a gateway. The link's thread only.
     *
     * @param radius how far it looks; behind a forwarder the answer goes as far
     * @return false when it is not answered
     */
    public boolean search(LinkAddress from, int radius) {
        if (!rules.answersSearches() || !serverThere) {
            return false;
        }
        ToAnyone.GatewayInfo info = new ToAnyone.GatewayInfo(rules.gatewayId());
        speaker.say(info, from, Math.min(radius, LARGEST_RADIUS));
        long now = loop.nanoTime();
        if (!toldAll || now - toldAllNanos >= QUIET_NANOS) {
            toldAll = true;
            toldAllNanos = now;
            speaker.sayToAll(info);
        }
        return true;
    }

    /** The gateway leaves: nothing is said any more. Any thread. */
    public void close() {
        serverIsThere(false);
    }
}
