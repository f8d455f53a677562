package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;

/** A way to reach an MQTT server: TCP with what is layered on it, or a path inside the VM. */
public interface Endpoint {
    /**
     * Opens a channel.
     *
     * @param loop the only thread the channel lives on
     * @param mqtt can be added once; comes behind the path's own handlers, before the first octet can be read
     * @return done, on the loop, when MQTT packets may be written (after TLS and WebSocket handshakes); cancelling it gives up
     */
    Future<Channel> open(EventLoop loop, ChannelHandler mqtt);

    /**
     * The largest packet in octets that the server sends, where that is known: then it is not told our own limit, and what is above that is
     * dropped here. 0: not known, and it is told.
     */
    default int largestPacket() {
        return 0;
    }
}
