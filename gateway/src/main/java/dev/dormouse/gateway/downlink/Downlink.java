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

    ProtocolRules rules();

    /** The name of the network that the client is on, as configured. */
    String link();

    /** The address in the form that people read. */
    String text();
}
