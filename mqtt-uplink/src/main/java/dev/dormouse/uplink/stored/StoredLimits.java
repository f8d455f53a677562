package dev.dormouse.uplink.stored;

/**
 * How much waits for one client that is away.
 *
 * @param messages 1 and more
 * @param octets of payloads and topics, 1 and more
 */
public record StoredLimits(int messages, int octets) {
    public StoredLimits {
        if (messages < 1 || octets < 1) {
            throw new IllegalArgumentException("a limit below 1: " + messages + " messages, " + octets + " octets");
        }
    }
}
