package dev.dormouse.link.udp;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.SocketProtocolFamily;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One bound UDP socket on an event loop. A wildcard IPv6 address ({@code ::}) hears IPv4 too. Says nothing of outcomes: UDP knows none.
 */
public final class UdpLink implements DatagramLink {
    /** About 25 000 small datagrams, or 2 800 of 1 400 octets, may wait when the system takes no more. */
    private static final WriteBufferWaterMark PENDING_OCTETS =
            new WriteBufferWaterMark(2 * 1024 * 1024, 4 * 1024 * 1024);

    private static final long CLOSING_MILLIS = 2000;

    private final String name;
    private final EventLoop loop;
    private final InetSocketAddress bindAddress;
    private final UdpOptions options;
    private final UdpTransport transport;
    private final LinkCounters counters = new LinkCounters();
    private final Groups groups;
    private volatile @Nullable Channel channel;
    private volatile @Nullable UdpOutbound outbound;

    /**
     * A link that is not started yet.
     *
     * @param name the name given in the configuration
     * @param loop any epoll or NIO loop; several links may share it
     * @param bindAddress a resolved local address; port 0 takes any free one
     * @throws IllegalArgumentException when the loop carries no UDP sockets, or the address is not resolved
     */
    public UdpLink(String name, EventLoop loop, InetSocketAddress bindAddress, UdpOptions options) {
        this(name, loop, bindAddress, options, List.of());
    }

    /**
     * A link that is not started yet, and that hears and can reach these groups.
     *
     * @throws IllegalArgumentException when the loop carries no UDP sockets, or the address is not resolved
     */
    public UdpLink(
            String name,
            EventLoop loop,
            InetSocketAddress bindAddress,
            UdpOptions options,
            List<MulticastGroup> groups) {
        if (bindAddress.isUnresolved()) {
            throw new IllegalArgumentException("Not resolved: " + bindAddress);
        }
        this.name = name;
        this.loop = loop;
        this.bindAddress = bindAddress;
        this.options = options;
        this.transport = UdpTransport.fitting(loop);
        this.groups = new Groups(name, groups, counters);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return UdpAddress.parse(text);
    }

    /** What was dropped, and errors, by reason. */
    public LinkCounters counters() {
        return counters;
    }

    @Override
    public Map<String, Long> counts() {
        return counters.byName();
    }

    /**
     * Binds the socket and begins to receive; returns when the port is held. Not from the link's loop.
     *
     * @throws LinkException when the address or port cannot be had
     */
    @Override
    public void start(Receiver receiver) {
        requireOutsideLoop("started");
        if (channel != null) {
            throw new IllegalStateException("Link " + name + " has been started before");
        }
        ChannelFuture binding = bootstrap(receiver).bind(bindAddress).awaitUninterruptibly();
        if (!binding.isSuccess()) {
            throw BindFailure.explain(name, bindAddress, binding.cause());
        }
        channel = binding.channel();
        reportReceiveBuffer(binding.channel());
        groups.listen(binding.channel(), options.maxDatagram());
    }

    /**
     * The address and port in use.
     *
     * @throws IllegalStateException before {@link #start}
     */
    public UdpAddress boundAddress() {
        Channel bound = channel;
        if (bound == null) {
            throw new IllegalStateException("Link " + name + " is not started");
        }
        return new UdpAddress((InetSocketAddress) bound.localAddress());
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return options.maxMessageSize();
    }

    @Override
    public ByteBuf buffer(int capacity) {
        return ByteBufAllocator.DEFAULT.directBuffer(capacity);
    }

    @Override
    public void send(LinkAddress to, ByteBuf datagram) {
        UdpOutbound open = outbound;
        int length = datagram.readableBytes();
        if (length > options.maxMessageSize()) {
            drop(datagram, DropReason.TOO_LARGE);
        } else if (length == 0) {
            // Netty's sendmmsg path loses count of its queue on an empty datagram; MQTT-SN has none.
            drop(datagram, DropReason.EMPTY);
        } else if (open == null) {
            drop(datagram, DropReason.CLOSED);
        } else {
            open.send((UdpAddress) to, datagram);
        }
    }

    /** True when there is a multicast group. */
    @Override
    public boolean reachesAll() {
        return !groups.isEmpty();
    }

    /** Sends to every multicast group; without one, IP has no "everyone in reach". The radius is left to the network. */
    @Override
    public void broadcast(ByteBuf datagram, int radius) {
        Channel open = channel;
        if (groups.isEmpty()) {
            drop(datagram, DropReason.NO_GROUP);
        } else if (open == null) {
            drop(datagram, DropReason.CLOSED);
        } else if (loop.inEventLoop()) {
            groups.send(open, datagram);
        } else {
            broadcastFromLoop(open, datagram);
        }
    }

    private void broadcastFromLoop(Channel open, ByteBuf datagram) {
        try {
            loop.execute(() -> groups.send(open, datagram));
        } catch (RejectedExecutionException loopHasEnded) {
            drop(datagram, DropReason.CLOSED);
        }
    }

    /** As the port says, within two seconds; what the system has not taken by then is lost. Not from the link's loop. */
    @Override
    public void close() {
        requireOutsideLoop("closed");
        groups.close();
        Channel open = channel;
        UdpOutbound waiting = outbound;
        if (open == null || waiting == null || !open.isOpen() || loop.isShutdown()) {
            return;
        }
        try {
            open.config().setAutoRead(false);
            loop.execute(waiting::close);
        } catch (RejectedExecutionException loopHasEnded) {
            return; // a loop closes its sockets when it ends
        }
        if (!open.closeFuture().awaitUninterruptibly(CLOSING_MILLIS)) {
            open.close().awaitUninterruptibly(CLOSING_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private Bootstrap bootstrap(Receiver receiver) {
        Bootstrap bootstrap = new Bootstrap()
                .group(loop)
                .option(ChannelOption.SO_RCVBUF, options.receiveBuffer())
                .option(ChannelOption.WRITE_BUFFER_WATER_MARK, PENDING_OCTETS)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel made) {
                        UdpOutbound out = new UdpOutbound(made, counters);
                        outbound = out;
                        made.pipeline().addLast(new UdpInbound(name, options.maxDatagram(), receiver, out, counters));
                    }
                });
        SocketProtocolFamily family = bindAddress.getAddress() instanceof Inet6Address
                ? SocketProtocolFamily.INET6
                : SocketProtocolFamily.INET;
        // One octet more than is accepted, so that a datagram that was cut off can be told from one that just fits.
        transport.configure(bootstrap, family, options.maxDatagram() + 1);
        return bootstrap;
    }

    private void reportReceiveBuffer(Channel bound) {
        Integer reported = bound.config().getOption(ChannelOption.SO_RCVBUF);
        int granted = transport.grantedReceiveBuffer(reported);
        Logger.info("Link {}: listening on {}", name, boundAddress());
        if (granted < options.receiveBuffer()) {
            Logger.warn(ReceiveBufferWarning.text(name, options.receiveBuffer(), granted));
        }
    }

    private void drop(ByteBuf datagram, DropReason reason) {
        datagram.release();
        counters.increment(reason);
    }

    private void requireOutsideLoop(String done) {
        if (loop.inEventLoop()) {
            throw new IllegalStateException(
                    "Link " + name + " must not be " + done + " from its own loop: it would wait for itself");
        }
    }
}
