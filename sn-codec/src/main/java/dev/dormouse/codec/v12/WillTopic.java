package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/**
 * WILLTOPIC (1.2 §5.4.7): the Will topic, in answer to WILLTOPICREQ.
 *
 * @param qos the two bits as they stand in Flags, 0 to 3; 3 is no QoS of a Will. 0 without a topic
 * @param retain whether the Will is published as retained. False without a topic
 * @param topic null is the form of two octets that deletes the Will; empty is the form with Flags and nothing behind them
 */
public record WillTopic(int qos, boolean retain, @Nullable Bytes topic) implements V12Packet {
    static WillTopic read(PacketReader in) throws MalformedPacketException {
        if (!in.hasMore()) {
            return new WillTopic(0, false, null);
        }
        int flags = in.octet("Flags");
        return new WillTopic(Flags.qos(flags), Flags.retain(flags), in.rest());
    }

    @Override
    public V12PacketType type() {
        return V12PacketType.WILLTOPIC;
    }

    @Override
    public void writeBody(PacketWriter out) {
        if (topic != null) {
            out.octet(Flags.ofQos(qos) | Flags.ofRetain(retain));
            out.octets(topic);
        }
    }
}
