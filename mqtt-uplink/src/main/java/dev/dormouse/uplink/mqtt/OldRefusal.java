package dev.dormouse.uplink.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/**
 * Completes the CONNACK with which a server that only speaks MQTT 3.1.1 refuses an MQTT 5 CONNECT (3.1.1 §3.2). It ends where the
 * decoder, set to MQTT 5, waits for properties; so an empty list of properties is appended. Leaves the pipeline with the first octets.
 */
@ChannelHandler.Sharable
final class OldRefusal extends ChannelInboundHandlerAdapter {
    static final OldRefusal INSTANCE = new OldRefusal();

    private static final int CONNACK_WITHOUT_PROPERTIES = 0x20_02;

    private OldRefusal() {}

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        Object passed = received;
        if (received instanceof ByteBuf bytes && isOldConnAck(bytes)) {
            int code = bytes.getUnsignedByte(bytes.readerIndex() + 3);
            bytes.release();
            passed = ctx.alloc().buffer(5).writeInt(0x20_03_00_00 | code).writeByte(0);
        }
        ctx.pipeline().remove(this);
        ctx.fireChannelRead(passed);
    }

    private static boolean isOldConnAck(ByteBuf bytes) {
        return bytes.readableBytes() == 4 && bytes.getUnsignedShort(bytes.readerIndex()) == CONNACK_WITHOUT_PROPERTIES;
    }
}
