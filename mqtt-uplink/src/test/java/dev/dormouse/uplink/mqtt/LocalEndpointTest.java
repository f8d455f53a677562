package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.uplink.FromBroker;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.local.LocalAddress;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The way to a broker in the same VM. */
class LocalEndpointTest {
    /** Accepts whatever comes first. */
    private static final class Accepting extends SimpleChannelInboundHandler<Object> {
        @Override
        @SuppressWarnings("FutureReturnValueIgnored") // the client would miss it
        protected void channelRead0(ChannelHandlerContext ctx, Object ignored) {
            ctx.writeAndFlush(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(Scene.CONNACK_5)), ctx.voidPromise());
        }
    }

    @Test
    void connectsInsideTheVm() {
        EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, LocalIoHandler.newFactory());
        LocalAddress address = new LocalAddress("broker-of-the-test");
        new ServerBootstrap()
                .group(group)
                .channel(LocalServerChannel.class)
                .childHandler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Accepting());
                    }
                })
                .bind(address)
                .syncUninterruptibly();
        UplinkOptions options = UplinkOptions.to(ServerAddress.parse("mqtt://in.the.vm"));
        try (MqttUplinks uplinks = new MqttUplinks(options, group.next(), new LocalEndpoint(address))) {
            RecordingSession session = new RecordingSession(uplinks, "local", group.next()).connects();
            assertEquals(new FromBroker.Connected(false), session.hears());
        } finally {
            group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
        }
    }
}
