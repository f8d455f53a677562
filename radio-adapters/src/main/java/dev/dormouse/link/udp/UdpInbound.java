package dev.dormouse.link.udp;

import dev.dormouse.link.DatagramLink;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import org.tinylog.Logger;

/** The way in of one socket: tells the receiver what arrives, and lets no error of a datagram end the reading of others. */
final class UdpInbound extends ChannelInboundHandlerAdapter {
    private final String name;
    private final int maxDatagram;
    private final DatagramLink.Receiver receiver;
    private final UdpOutbound outbound;
    private final LinkCounters counters;
    private boolean inTurn;

    UdpInbound(
            String name, int maxDatagram, DatagramLink.Receiver receiver, UdpOutbound outbound, LinkCounters counters) {
        this.name = name;
        this.maxDatagram = maxDatagram;
        this.receiver = receiver;
        this.outbound = outbound;
        this.counters = counters;
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        tell(() -> receiver.onLinkState(
                true,
                "listening on "
                        + new UdpAddress((InetSocketAddress) context.channel().localAddress())));
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        tell(() -> receiver.onLinkState(false, "socket closed"));
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        DatagramPacket packet = (DatagramPacket) message;
        if (!inTurn) {
            inTurn = true;
            outbound.beginTurn();
        }
        try {
            if (packet.content().readableBytes() > maxDatagram) {
                counters.increment(DropReason.TRUNCATED);
            } else {
                receiver.onDatagram(new UdpAddress(packet.sender()), packet.content());
            }
        } catch (Throwable bug) {
            receiverFailed(bug);
        } finally {
            packet.release();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (inTurn) {
            inTurn = false;
            tell(receiver::onBatchEnd);
            outbound.endTurn();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        counters.increment(DropReason.IO_ERROR);
        long errors = counters.count(DropReason.IO_ERROR);
        if (isWorthALine(errors)) {
            Logger.warn("Link {}: {} (error {} of this link)", name, cause.toString(), errors);
        }
    }

    private void tell(Runnable news) {
        try {
            news.run();
        } catch (Throwable bug) {
            receiverFailed(bug);
        }
    }

    private void receiverFailed(Throwable bug) {
        counters.increment(DropReason.RECEIVER_FAILED);
        long failures = counters.count(DropReason.RECEIVER_FAILED);
        if (isWorthALine(failures)) {
            Logger.error(bug, "Link {}: the receiver failed (failure {} of this link)", name, failures);
        }
    }

    /** The 1st, 2nd, 4th, 8th …: what a stranger can cause must not fill the log. */
    private static boolean isWorthALine(long count) {
        return Long.bitCount(count) == 1;
    }
}
