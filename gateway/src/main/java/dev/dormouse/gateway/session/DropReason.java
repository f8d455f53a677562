package dev.dormouse.gateway.session;

/** Why a message came to nothing. */
public enum DropReason {
    /** The client's state does not allow it. */
    UNEXPECTED,
    /** The request said something that its protocol reserves, and cannot be refused in words. */
    UNACCEPTABLE,
    /** Too long for the network towards the client (1.2 §6.10). */
    TOO_LARGE,
    /** The client refused the topic or does not answer a REGISTER. */
    TOPIC_REFUSED,
    /** The client refused the message. */
    MESSAGE_REFUSED,
    /** The client has as many aliases as it may have. */
    NO_ALIAS_LEFT,
    /** The client's queue was full. */
    QUEUE_FULL,
    /** The queues of all clients together were full (I-29). */
    GATEWAY_FULL,
    /** A newer message of its topic took its place, as a rule wants it. */
    REPLACED,
    /** It has waited longer than its sender or a rule allows. */
    EXPIRED,
    /** The MQTT server is away. */
    NO_BROKER
}
