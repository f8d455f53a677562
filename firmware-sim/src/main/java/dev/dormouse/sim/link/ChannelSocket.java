package dev.dormouse.sim.link;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DatagramChannel;
import io.netty.channel.socket.DatagramPacket;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;

/** A UDP socket towards the gateway, on any platform; opened and used on its loop only. */
@SuppressWarnings("FutureReturnValueIgnored") // what a datagram socket cannot do is lost, like on the air
final class ChannelSocket implements Port {
    private final EventLoop loop;
    private final InetSocketAddress gateway;
    private final Port.Ear ear;
    private DatagramChannel channel;

    ChannelSocket(EventLoop loop, InetSocketAddress gateway, Port.Ear ear) {
        this.loop = loop;
        this.gateway = gateway;
        this.ear = ear;
        this.channel = open();
    }

    private DatagramChannel open() {
        DatagramChannel opened = new NioDatagramChannel();
        opened.pipeline().addLast(new Reader());
        loop.register(opened);
        ChannelFuture connected = opened.connect(gateway);
        if (connected.isDone() && !connected.isSuccess()) {
            opened.close();
            throw new UncheckedIOException(
                    "cannot open a socket towards " + gateway, new IOException(connected.cause()));
        }
        return opened;
    }

    @Override
    public void send(byte[] datagram) {
        channel.writeAndFlush(Unpooled.wrappedBuffer(datagram), channel.voidPromise());
    }

    @Override
    public void rebind() {
        channel.close();
        channel = open();
    }

    @Override
    public void close() {
        channel.close();
    }

    private final class Reader extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            try {
                if (message instanceof DatagramPacket packet) {
                    ear.hear(ByteBufUtil.getBytes(packet.content()));
                } else if (message instanceof ByteBuf octets) {
                    ear.hear(ByteBufUtil.getBytes(octets));
                }
            } finally {
                ReferenceCountUtil.release(message);
            }
        }

        /** A gateway that is not there answers with ICMP; the device only sees that nothing comes. */
        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            if (!(cause instanceof IOException)) {
                throw new IllegalStateException(cause);
            }
        }
    }
}
