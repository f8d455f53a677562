package dev.dormouse.uplink.mqtt;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;

/** A broker in the same VM, behind Netty's local transport. The loop must take local channels. */
public record LocalEndpoint(LocalAddress address) implements Endpoint {
    /** Above what the embedded broker takes from anybody, with topic and properties. */
    private static final int LARGEST_PACKET = 2 << 20;

    @Override
    public Future<Channel> open(EventLoop loop, ChannelHandler mqtt) {
        Promise<Channel> ready = loop.newPromise();
        new Bootstrap()
                .group(loop)
                .channel(LocalChannel.class)
                .disableResolver()
                .handler(mqtt)
                .connect(address)
                .addListener(new OpenedChannel(ready));
        return ready;
    }

    /** Artemis 2.55 counts a message that the client would find too large as sent and never as acknowledged: a place of the window is lost. */
    @Override
    public int largestPacket() {
        return LARGEST_PACKET;
    }
}
