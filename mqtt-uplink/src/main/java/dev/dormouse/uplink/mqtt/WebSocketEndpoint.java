package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.time.Duration;

/** MQTT in a WebSocket (MQTT 5 §6) over another endpoint: ready when the server has agreed to the sub-protocol. */
final class WebSocketEndpoint implements Endpoint {
    private static final int LARGEST_ANSWER = 8192;
    private static final int LARGEST_FRAME = 1024 * 1024;

    private final Endpoint carrier;
    private final WebSocketClientProtocolConfig config;

    WebSocketEndpoint(Endpoint carrier, ServerAddress server, int largestPacket, Duration timeout) {
        this.carrier = carrier;
        this.config = WebSocketClientProtocolConfig.newBuilder()
                .webSocketUri(server.toString())
                .version(WebSocketVersion.V13)
                .subprotocol("mqtt")
                .allowExtensions(false)
                .maxFramePayloadLength(Math.max(LARGEST_FRAME, largestPacket))
                .handshakeTimeoutMillis(timeout.toMillis())
                .build();
    }

    @Override
    public Future<Channel> open(EventLoop loop, ChannelHandler mqtt) {
        Promise<Channel> ready = loop.newPromise();
        Future<Channel> carried = carrier.open(loop, new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                channel.pipeline()
                        .addLast(
                                new HttpClientCodec(),
                                new HttpObjectAggregator(LARGEST_ANSWER),
                                new WebSocketClientProtocolHandler(config),
                                new WebSocketBytes(ready),
                                mqtt);
            }
        });
        Layers.join(carried, ready);
        return ready;
    }
}
