package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Packets with random fields, every type equally often, drawn from one seed. */
final class RandomPackets {
    private static final V12PacketType[] TYPES = V12PacketType.values();

    private final Random random;

    RandomPackets(long seed) {
        random = new Random(seed);
    }

    V12Packet next() {
        return next(TYPES[random.nextInt(TYPES.length)]);
    }

    V12Packet next(V12PacketType type) {
        return switch (type) {
            case ADVERTISE -> new Advertise(octet(), pair());
            case SEARCHGW -> new SearchGw(octet());
            case GWINFO -> new GwInfo(octet(), octets(0));
            case CONNECT -> new Connect(random.nextBoolean(), random.nextBoolean(), octet(), pair(), octets(0));
            case CONNACK -> new ConnAck(returnCode());
            case WILLTOPICREQ -> new WillTopicReq();
            case WILLTOPIC -> willTopic();
            case WILLMSGREQ -> new WillMsgReq();
            case WILLMSG -> new WillMsg(octets(0));
            case REGISTER -> new Register(pair(), pair(), octets(0));
            case REGACK -> new RegAck(pair(), pair(), returnCode());
            case PUBLISH ->
                new Publish(
                        random.nextBoolean(), qos(), random.nextBoolean(), topicIdType(), pair(), pair(), octets(0));
            case PUBACK -> new PubAck(pair(), pair(), returnCode());
            case PUBCOMP -> new PubComp(pair());
            case PUBREC -> new PubRec(pair());
            case PUBREL -> new PubRel(pair());
            case SUBSCRIBE -> subscribe();
            case SUBACK -> new SubAck(qos(), pair(), pair(), returnCode());
            case UNSUBSCRIBE -> unsubscribe();
            case UNSUBACK -> new UnsubAck(pair());
            case PINGREQ -> new PingReq(random.nextBoolean() ? octets(1) : null);
            case PINGRESP -> new PingResp();
            case DISCONNECT -> new Disconnect(random.nextBoolean() ? (Integer) pair() : null);
            case WILLTOPICUPD -> {
                WillTopic same = willTopic();
                yield new WillTopicUpd(same.qos(), same.retain(), same.topic());
            }
            case WILLTOPICRESP -> new WillTopicResp(returnCode());
            case WILLMSGUPD -> new WillMsgUpd(octets(0));
            case WILLMSGRESP -> new WillMsgResp(returnCode());
        };
    }

    private WillTopic willTopic() {
        @Nullable Bytes topic = random.nextBoolean() ? octets(0) : null;
        return topic == null ? new WillTopic(0, false, null) : new WillTopic(qos(), random.nextBoolean(), topic);
    }

    private Subscribe subscribe() {
        TopicIdType type = topicIdType();
        return new Subscribe(random.nextBoolean(), qos(), type, pair(), topic(type));
    }

    private Unsubscribe unsubscribe() {
        TopicIdType type = topicIdType();
        return new Unsubscribe(type, pair(), topic(type));
    }

    private Bytes topic(TopicIdType type) {
        return switch (type) {
            case PREDEFINED, SHORT -> Bytes.of((byte) octet(), (byte) octet());
            case NORMAL, RESERVED -> octets(1);
        };
    }

    private TopicIdType topicIdType() {
        return TopicIdType.ofBits(random.nextInt(4));
    }

    private ReturnCode returnCode() {
        return ReturnCode.of(octet());
    }

    private int qos() {
        return random.nextInt(4);
    }

    private int octet() {
        return random.nextInt(0x100);
    }

    private int pair() {
        return random.nextInt(0x1_0000);
    }

    /** Mostly short, sometimes around the length at which Length changes its form, rarely huge. */
    private Bytes octets(int least) {
        int length =
                switch (random.nextInt(20)) {
                    case 0 -> 240 + random.nextInt(30);
                    case 1 -> random.nextInt(2_000);
                    case 2 -> least;
                    default -> random.nextInt(40);
                };
        byte[] octets = new byte[Math.max(least, length)];
        random.nextBytes(octets);
        return Bytes.of(octets);
    }
}
