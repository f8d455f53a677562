package dev.dormouse.gateway.downlink;

import dev.dormouse.gateway.message.ToClient;

/** The way to one client at the address it has now. */
public interface Downlink {
    /**
     * Sends one message.
     *
     * @return false when the message is larger than the network towards this client carries; nothing was sent then
     */
    boolean send(ToClient message);

    /** Whether the network would carry the message now. */
    boolean fits(ToClient message);

    ProtocolRules rules();

    /** The name of the network that the client is on, as configured. */
    String link();

    /** True when both lead to the same address of the same link. */
    default boolean leadsWhere(Downlink other) {
        return this == other;
    }

    /** True when a sleeping client may come to this address by a PINGREQ with its client id alone (I-10). */
    boolean takesSleepers();

    /** The address in the form that people read. */
    String text();
}
