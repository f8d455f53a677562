package dev.dormouse.uplink.stored;

/** How far a QoS 2 message that the client has published has come with the server; the client has not said PUBREL, or not heard PUBCOMP. */
public enum PublicationStage {
    /** PUBLISH was or will be sent. */
    PUBLISHED,
    /** The server has it, and is told to release it. */
    RECEIVED,
    /** The server is done with it, and has let go of the packet identifier. */
    COMPLETED
}
