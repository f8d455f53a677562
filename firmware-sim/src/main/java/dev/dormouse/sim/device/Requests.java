package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.Register;
import dev.dormouse.codec.v12.Subscribe;
import dev.dormouse.codec.v12.Unsubscribe;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.WillMsgUpd;
import dev.dormouse.codec.v12.WillTopicUpd;

/** The packets that carry out an order (1.2 §5.4). */
final class Requests {
    private static final int QOS_MINUS_1_BITS = 0b11;

    private Requests() {}

    static Request.Kind kindOf(Order order) {
        if (order instanceof Order.Register) {
            return Request.Kind.REGISTER;
        }
        if (order instanceof Order.Subscribe) {
            return Request.Kind.SUBSCRIBE;
        }
        if (order instanceof Order.Unsubscribe) {
            return Request.Kind.UNSUBSCRIBE;
        }
        if (order instanceof Order.WillTopic) {
            return Request.Kind.WILL_TOPIC;
        }
        return order instanceof Order.WillMessage ? Request.Kind.WILL_MESSAGE : Request.Kind.PUBLISH;
    }

    static V12Packet packetOf(Order order, int msgId) {
        if (order instanceof Order.Register register) {
            return new Register(0, msgId, Bytes.ofUtf8(register.name()));
        }
        if (order instanceof Order.Subscribe subscribe) {
            Topic topic = subscribe.subscription().topic();
            return new Subscribe(false, subscribe.subscription().qos(), topic.type(), msgId, topic.onTheWire());
        }
        if (order instanceof Order.Unsubscribe unsubscribe) {
            Topic topic = unsubscribe.topic();
            return new Unsubscribe(topic.type(), msgId, topic.onTheWire());
        }
        if (order instanceof Order.WillTopic update) {
            Will will = update.will();
            return will == null
                    ? new WillTopicUpd(0, false, null)
                    : new WillTopicUpd(will.qos(), will.retain(), Bytes.ofUtf8(will.topic()));
        }
        if (order instanceof Order.WillMessage update) {
            return new WillMsgUpd(update.message());
        }
        throw new IllegalArgumentException("a message needs its topic id");
    }

    static Publish publish(Publication publication, int msgId, int topicId, boolean dup) {
        int qosBits = publication.qos() < 0 ? QOS_MINUS_1_BITS : publication.qos();
        return new Publish(
                dup, qosBits, publication.retain(), publication.topic().type(), topicId, msgId, publication.payload());
    }

    /** The same packet as it goes out the second time. */
    static V12Packet asRepetition(V12Packet packet) {
        if (packet instanceof Publish publish) {
            return new Publish(
                    true,
                    publish.qos(),
                    publish.retain(),
                    publish.topicIdType(),
                    publish.topicId(),
                    publish.msgId(),
                    publish.data());
        }
        if (packet instanceof Subscribe subscribe) {
            return new Subscribe(true, subscribe.qos(), subscribe.topicIdType(), subscribe.msgId(), subscribe.topic());
        }
        return packet;
    }
}
