package dev.dormouse.uplink.mqtt;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.ContinuationWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Promise;
import java.io.IOException;

/** Takes the octets out of binary frames and puts them in; a packet may begin in one frame and end in another. */
final class WebSocketBytes extends ChannelDuplexHandler {
    private final Promise<Channel> ready;

    WebSocketBytes(Promise<Channel> ready) {
        this.ready = ready;
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
            ready.trySuccess(ctx.channel());
        }
        ctx.fireUserEventTriggered(event);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) throws Exception {
        if (received instanceof BinaryWebSocketFrame || received instanceof ContinuationWebSocketFrame) {
            ctx.fireChannelRead(((WebSocketFrame) received).content());
        } else {
            super.channelRead(ctx, received);
        }
    }

    @Override
    public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) throws Exception {
        super.write(ctx, message instanceof ByteBuf octets ? new BinaryWebSocketFrame(octets) : message, promise);
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        ready.tryFailure(new IOException("closed during the WebSocket handshake"));
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ready.tryFailure(cause);
        ctx.fireExceptionCaught(cause);
    }
}
