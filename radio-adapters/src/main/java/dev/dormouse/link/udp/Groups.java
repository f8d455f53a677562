package dev.dormouse.link.udp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.tinylog.Logger;

/**
 * The multicast groups of one link. They are spoken to from the link's own socket, since devices take the sender of what they hear for
 * the gateway's address.
 */
final class Groups implements AutoCloseable {
    /** Groups are for looking, not for traffic: more than this at once is dropped. */
    private static final int MOST_WAITING = 64;

    private final String link;
    private final List<MulticastGroup> groups;
    private final LinkCounters counters;
    private final List<GroupListener> listeners = new ArrayList<>();
    private final AtomicInteger waiting = new AtomicInteger();

    Groups(String link, List<MulticastGroup> groups, LinkCounters counters) {
        this.link = link;
        this.groups = List.copyOf(groups);
        this.counters = counters;
    }

    boolean isEmpty() {
        return groups.isEmpty();
    }

    /** Begins to listen; what is heard goes into the channel's pipeline as if it had come there. */
    void listen(Channel channel, int maxDatagram) {
        for (MulticastGroup group : groups) {
            listeners.addAll(GroupListener.start(link, group, maxDatagram, packet -> hear(channel, packet)));
        }
    }

    private void hear(Channel channel, DatagramPacket packet) {
        if (isOurOwn(channel, packet.sender())) {
            packet.release();
        } else if (waiting.incrementAndGet() > MOST_WAITING) {
            waiting.decrementAndGet();
            drop(packet);
        } else {
            try {
                channel.eventLoop().execute(() -> {
                    waiting.decrementAndGet();
                    channel.pipeline().fireChannelRead(packet).fireChannelReadComplete();
                });
            } catch (RejectedExecutionException loopHasEnded) {
                packet.release();
            }
        }
    }

    private void drop(DatagramPacket packet) {
        packet.release();
        counters.increment(DropReason.GROUP_BUSY);
    }

    /** We hear what we say to the group ourselves. */
    private static boolean isOurOwn(Channel channel, InetSocketAddress sender) {
        if (!(channel.localAddress() instanceof InetSocketAddress here) || here.getPort() != sender.getPort()) {
            return false;
        }
        try {
            return NetworkInterface.getByInetAddress(sender.getAddress()) != null;
        } catch (SocketException e) {
            return false;
        }
    }

    /** Sends a datagram to every group; takes ownership. The channel's loop only. */
    void send(Channel channel, ByteBuf datagram) {
        try {
            for (MulticastGroup group : groups) {
                send(channel, group, datagram);
            }
        } finally {
            datagram.release();
        }
    }

    @SuppressWarnings(
            "FutureReturnValueIgnored") // the void promise: a failure is told to the pipeline's exceptionCaught
    private void send(Channel channel, MulticastGroup group, ByteBuf datagram) {
        try {
            String name = group.networkInterface();
            NetworkInterface through = name == null ? null : NetworkInterface.getByName(name);
            if (through != null) {
                channel.config().setOption(ChannelOption.IP_MULTICAST_IF, through);
            }
        } catch (SocketException | ChannelException | UnsupportedOperationException e) {
            Logger.debug("Link {}: {} is spoken to where the routes lead: {}", link, group.text(), e.getMessage());
        }
        // Flushed at once, before the interface of the next group is set.
        channel.writeAndFlush(new DatagramPacket(datagram.retainedDuplicate(), group.address()), channel.voidPromise());
    }

    @Override
    public void close() {
        listeners.forEach(GroupListener::close);
    }
}
