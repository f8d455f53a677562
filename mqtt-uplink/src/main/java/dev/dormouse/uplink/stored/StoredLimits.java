package dev.dormouse.uplink.stored;

/**
 * How much waits for clients that are away.
 *
 * @param messages for one client, 1 and more
 * @param octets for one client, of payloads and topics, 1 and more
 * @param totalOctets for all together, 200 for each message besides, 1 and more
 */
public record StoredLimits(int messages, int octets, long totalOctets) {
    public StoredLimits {
        if (messages < 1 || octets < 1 || totalOctets < 1) {
            throw new IllegalArgumentException(
                    "a limit below 1: " + messages + " messages, " + octets + " octets, " + totalOctets + " in all");
        }
    }
}
