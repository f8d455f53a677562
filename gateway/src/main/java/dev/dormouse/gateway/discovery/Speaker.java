package dev.dormouse.gateway.discovery;

import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.link.LinkAddress;

/** Says something on one link, in the words that are spoken there. Any thread. */
public interface Speaker {
    /**
     * Says it to one device.
     *
     * @param radius how far a forwarder in front of the device is to broadcast it, 0 to 3 (I-32); nothing elsewhere
     */
    void say(ToAnyone message, LinkAddress to, int radius);

    /** Says it to every device in reach (1.2: broadcast with radius 0, the whole network). */
    void sayToAll(ToAnyone message);
}
