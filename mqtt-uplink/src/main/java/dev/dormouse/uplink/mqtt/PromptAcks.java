package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;

/**
 * Has the kernel acknowledge what has been read at once. By itself it waits 40 ms for something to send along, and a server that
 * gathers small packets until then (Nagle, RFC 896; mosquitto unless {@code set_tcp_nodelay} is on) sends the first of several answers
 * and holds back the others as long.
 *
 * <p>The kernel takes the option as a hint for now, not for ever (tcp(7), TCP_QUICKACK): it is set after each read. Elsewhere than on
 * epoll there is no such option.
 */
@Sharable
final class PromptAcks extends ChannelInboundHandlerAdapter {
    private static final PromptAcks INSTANCE = new PromptAcks();

    private PromptAcks() {}

    static void addTo(Channel channel) {
        if (channel instanceof EpollSocketChannel) {
            channel.pipeline().addLast(INSTANCE);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (context.channel().isActive()) {
            context.channel().config().setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
        context.fireChannelReadComplete();
    }
}
