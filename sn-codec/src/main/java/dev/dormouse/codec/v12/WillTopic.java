package dev.dormouse.codec.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.PacketReader;
import dev.dormouse.codec.PacketWriter;
import org.jspecify.annotations.Nullable;

/**
 * WILLTOPIC (1.2 §5.4.7): the answer to WILLTOPICREQ.
 *
 * @param qos the two bits as they are, 0 to 3
 * @param topic null in the form of 2 octets, which deletes the Will; empty when flags stand there alone
 */
public record WillTopic(int qos, boolean retain, @Nullable Bytes topic) implements V12Packet {
    static WillTopic read(PacketReader in) throws MalformedPacketException {
        if (in.isAtEnd()) {
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
            out.octet(Flags.ofQos(qos) | (retain ? Flags.RETAIN : 0));
            out.octets(topic);
        }
    }
}
