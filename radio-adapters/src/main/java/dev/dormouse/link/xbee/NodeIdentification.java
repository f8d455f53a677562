package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/**
 * A node has joined, or its button was pressed.
 *
 * @param sender who sent this
 * @param senderShort its short address
 * @param options 1 acknowledged, 2 broadcast, 0x20 encrypted end to end, 0x40 from an end device
 * @param nodeShort the short address of the node
 * @param node the node that this is about
 * @param name its NI text
 * @param parent the short address of its parent
 * @param deviceType 0 coordinator, 1 router, 2 end device
 * @param event 1 button, 2 joined, 3 power cycled
 * @param profile 16 bits
 * @param manufacturer 16 bits
 * @param more what further settings add
 */
public record NodeIdentification(
        Eui64 sender,
        ShortAddress senderShort,
        int options,
        ShortAddress nodeShort,
        Eui64 node,
        Bytes name,
        ShortAddress parent,
        int deviceType,
        int event,
        int profile,
        int manufacturer,
        Bytes more)
        implements XBeeFrame {
    static NodeIdentification read(OctetReader in) throws MalformedFrameException {
        return new NodeIdentification(
                new Eui64(in.u64()),
                new ShortAddress(in.u16()),
                in.u8(),
                new ShortAddress(in.u16()),
                new Eui64(in.u64()),
                in.untilZero(),
                new ShortAddress(in.u16()),
                in.u8(),
                in.u8(),
                in.u16(),
                in.u16(),
                in.rest());
    }

    @Override
    public XBeeFrameType type() {
        return XBeeFrameType.NODE_IDENTIFICATION;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u64(sender.value())
                .u16(senderShort.value())
                .u8(options)
                .u16(nodeShort.value())
                .u64(node.value())
                .bytes(name)
                .u8(0)
                .u16(parent.value())
                .u8(deviceType)
                .u8(event)
                .u16(profile)
                .u16(manufacturer)
                .bytes(more);
    }
}
