package dev.dormouse.gateway.discovery;

import dev.dormouse.gateway.message.ToAnyone;
import dev.dormouse.link.LinkAddress;

/** Says something on one link, in the words that are spoken there. Any thread. */
public interface Speaker {
    void say(ToAnyone message, LinkAddress to);

    /** Says it to every device in reach (1.2: broadcast with radius 0, the whole network). */
    void sayToAll(ToAnyone message);
}
