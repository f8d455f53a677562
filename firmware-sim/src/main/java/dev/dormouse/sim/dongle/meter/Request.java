package dev.dormouse.sim.dongle.meter;

import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.codec.v12.V12PacketType;

/**
 * A packet that wants an answer, and is repeated until it comes (1.2 §6.13).
 *
 * @param packet to be sent
 * @param answer the type of what is waited for
 * @param msgId that the answer has to name; 0 where it names none
 * @param repetitions so far
 */
record Request(V12Packet packet, V12PacketType answer, int msgId, int repetitions) {
    static Request of(V12Packet packet, V12PacketType answer, int msgId) {
        return new Request(packet, answer, msgId, 0);
    }

    /** The next attempt; a PUBLISH says that it is one. */
    Request again() {
        V12Packet next = packet instanceof Publish publish
                ? new Publish(
                        true,
                        publish.qos(),
                        publish.retain(),
                        publish.topicIdType(),
                        publish.topicId(),
                        publish.msgId(),
                        publish.data())
                : packet;
        return new Request(next, answer, msgId, repetitions + 1);
    }
}
