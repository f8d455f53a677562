package dev.dormouse.uplink.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;

/** A server that is reached over plain TCP. Tries the addresses of its name one after the other. */
final class TcpEndpoint implements Endpoint {
    /** Most packets of these devices are small; a thousand connections must not hold a thousand large buffers. */
    private static final RecvByteBufAllocator SMALL_READS = new AdaptiveRecvByteBufAllocator(64, 512, 64 * 1024);

    /** Whoever opens a channel has a time limit of its own, and cancels. */
    private static final int NONE = 0;

    private static final ChannelHandler EMPTY = new ChannelInitializer<>() {
        @Override
        protected void initChannel(Channel channel) {}
    };

    private final ServerAddress server;
    private final HostAddresses addresses;

    TcpEndpoint(ServerAddress server) {
        this.server = server;
        this.addresses = new HostAddresses(server.host());
    }

    @Override
    public Future<Channel> open(EventLoop loop, ChannelHandler mqtt) {
        Promise<Channel> ready = loop.newPromise();
        addresses.resolve(loop).addListener((Future<List<InetAddress>> resolved) -> {
            if (resolved.isSuccess()) {
                tryNext(loop, mqtt, resolved.getNow(), ready);
            } else {
                ready.tryFailure(resolved.cause());
            }
        });
        return ready;
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a channel is closed that nobody waits for any more
    private void tryNext(EventLoop loop, ChannelHandler mqtt, List<InetAddress> left, Promise<Channel> ready) {
        if (ready.isDone()) {
            return;
        }
        Promise<Channel> attempt = left.size() == 1 ? ready : loop.newPromise();
        if (attempt != ready) {
            Layers.giveUpWith(ready, attempt);
            attempt.addListener((Future<Channel> done) -> {
                if (!done.isSuccess()) {
                    tryNext(loop, mqtt, left.subList(1, left.size()), ready);
                } else if (!ready.trySuccess(done.getNow())) {
                    done.getNow().close();
                }
            });
        }
        connect(loop, mqtt, new InetSocketAddress(left.get(0), server.port()), attempt);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a channel is closed that nobody waits for any more
    private void connect(EventLoop loop, ChannelHandler mqtt, InetSocketAddress address, Promise<Channel> ready) {
        ChannelFuture connecting = new Bootstrap()
                .group(loop)
                .channelFactory(SocketTransport.of(loop))
                .disableResolver()
                .option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, NONE)
                .option(ChannelOption.RECVBUF_ALLOCATOR, SMALL_READS)
                .handler(EMPTY)
                .connect(address);
        connecting.addListener(connected -> {
            // Only a channel that stands gets the handlers: they can be used once, and the next address may need them.
            if (connected.isSuccess() && !ready.isDone()) {
                connecting.channel().pipeline().addLast(mqtt);
            }
        });
        connecting.addListener(new OpenedChannel(ready));
        ready.addListener(done -> {
            if (done.isCancelled()) {
                connecting.channel().close();
            }
        });
    }
}
