package dev.dormouse.sim.profile;

/** One way in which a real client departs from MQTT-SN 1.2, or does less than it allows. */
public enum Quirk {
    /** Has no handler for REGISTER: the gateway's REGISTER stays unanswered. */
    IGNORES_REGISTER,
    /** Answers a PUBLISH with DUP, QoS 2 or a predefined topic id with PUBACK "not supported", whatever its QoS. */
    REFUSES_UNUSUAL_PUBLISH,
    /** Takes topic id 0 in SUBACK for a failure, so that filters with wildcards never work. */
    NEEDS_TOPIC_ID,
    /** Does not send PUBREC: a PUBLISH with QoS 2 stays unanswered. */
    NO_PUBREC,
    /** Hands a PUBLISH of QoS 2 to the application each time it comes. */
    REPEATS_QOS_2,
    /** Forgets a QoS 2 message at PUBREL: takes a copy that was under way for longer for a new message. */
    FORGETS_QOS_2_AT_PUBREL,
    /** Does not hear a DISCONNECT it has not asked for. */
    IGNORES_DISCONNECT,
    /** Believes to sleep as soon as it has asked, and takes the gateway's consent for a dismissal. */
    CONSENT_ENDS_SLEEP,
    /** Cannot sleep. */
    CANNOT_SLEEP,
    /** Wakes with a PINGREQ that carries no client id. */
    WAKES_WITHOUT_ID,
    /** Takes every PUBACK for a success, whatever its return code. */
    IGNORES_PUBACK_CODE,
    /** Sends CONNECT once and waits for ever. */
    CONNECTS_ONCE,
    /** Leaves it to the application to connect again. */
    DOES_NOT_RECONNECT,
    /** Sends PINGREQ but does not miss the PINGRESP. */
    PINGS_BLINDLY,
    /** Pings after a fixed time, however much else it has sent. */
    FIXED_PING_TIMER,
    /** Gives up when it has heard nothing for one and a half keep alive periods. */
    GIVES_UP_IN_SILENCE,
    /** Numbers messages of QoS 0 and -1 too. */
    NUMBERS_QOS_0,
    /** Repeats a PUBLISH octet by octet, without DUP. */
    REPEATS_WITHOUT_DUP,
    /** Repeats the PUBLISH, not the PUBREL, when PUBCOMP does not come; the message may then arrive twice at QoS 2. */
    REPEATS_PUBLISH_AFTER_PUBREC,
    /** Sends QoS 1 like QoS 0 and does not wait for PUBACK. */
    DOES_NOT_AWAIT_PUBACK,
    /** Gives up a message that stays unanswered, and believes the connection to be sound. */
    GIVES_UP_MESSAGE_ONLY,
    /** Forgets messages that were on their way when the connection ends. */
    FORGETS_MESSAGES,
    /** A program that leaves on any error: it starts anew and remembers nothing. */
    EXITS_ON_FAILURE
}
