package dev.dormouse.uplink;

/**
 * Why something was accepted or refused, in the words of MQTT 5 (§2.4). Codes this class has no name for are kept as they are, so
 * that a log shows what the other side really said.
 *
 * @param value 0 to 255; 0x80 and above are refusals
 */
public record ReasonCode(int value) {
    public static final ReasonCode SUCCESS = new ReasonCode(0x00);
    public static final ReasonCode GRANTED_QOS_1 = new ReasonCode(0x01);
    public static final ReasonCode GRANTED_QOS_2 = new ReasonCode(0x02);
    public static final ReasonCode NO_MATCHING_SUBSCRIBERS = new ReasonCode(0x10);
    public static final ReasonCode UNSPECIFIED_ERROR = new ReasonCode(0x80);
    public static final ReasonCode MALFORMED_PACKET = new ReasonCode(0x81);
    public static final ReasonCode PROTOCOL_ERROR = new ReasonCode(0x82);
    public static final ReasonCode IMPLEMENTATION_SPECIFIC_ERROR = new ReasonCode(0x83);
    public static final ReasonCode UNSUPPORTED_PROTOCOL_VERSION = new ReasonCode(0x84);
    public static final ReasonCode CLIENT_IDENTIFIER_NOT_VALID = new ReasonCode(0x85);
    public static final ReasonCode BAD_USER_NAME_OR_PASSWORD = new ReasonCode(0x86);
    public static final ReasonCode NOT_AUTHORIZED = new ReasonCode(0x87);
    public static final ReasonCode SERVER_UNAVAILABLE = new ReasonCode(0x88);
    public static final ReasonCode SERVER_BUSY = new ReasonCode(0x89);
    public static final ReasonCode BANNED = new ReasonCode(0x8A);
    public static final ReasonCode SERVER_SHUTTING_DOWN = new ReasonCode(0x8B);
    public static final ReasonCode SESSION_TAKEN_OVER = new ReasonCode(0x8E);
    public static final ReasonCode TOPIC_FILTER_INVALID = new ReasonCode(0x8F);
    public static final ReasonCode TOPIC_NAME_INVALID = new ReasonCode(0x90);
    public static final ReasonCode PACKET_IDENTIFIER_NOT_FOUND = new ReasonCode(0x92);
    public static final ReasonCode TOPIC_ALIAS_INVALID = new ReasonCode(0x94);
    public static final ReasonCode PACKET_TOO_LARGE = new ReasonCode(0x95);
    public static final ReasonCode MESSAGE_RATE_TOO_HIGH = new ReasonCode(0x96);
    public static final ReasonCode QUOTA_EXCEEDED = new ReasonCode(0x97);
    public static final ReasonCode RETAIN_NOT_SUPPORTED = new ReasonCode(0x9A);
    public static final ReasonCode QOS_NOT_SUPPORTED = new ReasonCode(0x9B);
    public static final ReasonCode USE_ANOTHER_SERVER = new ReasonCode(0x9C);
    public static final ReasonCode SERVER_MOVED = new ReasonCode(0x9D);
    public static final ReasonCode CONNECTION_RATE_EXCEEDED = new ReasonCode(0x9F);
    public static final ReasonCode MAXIMUM_CONNECT_TIME = new ReasonCode(0xA0);

    /** The code for granting a subscription at this QoS. */
    public static ReasonCode granted(Qos qos) {
        return switch (qos) {
            case AT_MOST_ONCE -> SUCCESS;
            case AT_LEAST_ONCE -> GRANTED_QOS_1;
            case EXACTLY_ONCE -> GRANTED_QOS_2;
        };
    }

    public boolean isRefusal() {
        return value >= 0x80;
    }

    /** True when the same request can succeed later without anybody changing anything. */
    public boolean isTemporary() {
        return switch (value) {
            case 0x88, 0x89, 0x8B, 0x93, 0x96, 0x97, 0x9C, 0x9F, 0xA0 -> true;
            default -> false;
        };
    }

    private String words() {
        return switch (value) {
            case 0x00 -> "success";
            case 0x01 -> "granted QoS 1";
            case 0x02 -> "granted QoS 2";
            case 0x04 -> "disconnect with Will";
            case 0x10 -> "no matching subscribers";
            case 0x11 -> "no subscription existed";
            case 0x80 -> "unspecified error";
            case 0x81 -> "malformed packet";
            case 0x82 -> "protocol error";
            case 0x83 -> "implementation specific error";
            case 0x84 -> "unsupported protocol version";
            case 0x85 -> "client identifier not valid";
            case 0x86 -> "bad user name or password";
            case 0x87 -> "not authorised";
            case 0x88 -> "server unavailable";
            case 0x89 -> "server busy";
            case 0x8A -> "banned";
            case 0x8B -> "server shutting down";
            case 0x8C -> "bad authentication method";
            case 0x8D -> "keep alive time-out";
            case 0x8E -> "session taken over";
            case 0x8F -> "topic filter invalid";
            case 0x90 -> "topic name invalid";
            case 0x91 -> "packet identifier in use";
            case 0x92 -> "packet identifier not found";
            case 0x93 -> "receive maximum exceeded";
            case 0x94 -> "topic alias invalid";
            case 0x95 -> "packet too large";
            case 0x96 -> "message rate too high";
            case 0x97 -> "quota exceeded";
            case 0x98 -> "administrative action";
            case 0x99 -> "payload format invalid";
            case 0x9A -> "retain not supported";
            case 0x9B -> "QoS not supported";
            case 0x9C -> "use another server";
            case 0x9D -> "server moved";
            case 0x9E -> "shared subscriptions not supported";
            case 0x9F -> "connection rate exceeded";
            case 0xA0 -> "maximum connect time";
            case 0xA1 -> "subscription identifiers not supported";
            case 0xA2 -> "wildcard subscriptions not supported";
            default -> "reason";
        };
    }

    @Override
    public String toString() {
        return String.format("%s (0x%02X)", words(), value);
    }
}
