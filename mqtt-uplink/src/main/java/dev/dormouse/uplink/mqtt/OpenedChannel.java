package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.util.concurrent.Promise;

/** Hands a connected channel to whoever waits for it, or closes it when nobody does any more. */
record OpenedChannel(Promise<Channel> ready) implements ChannelFutureListener {
    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // nobody waits for it any more
    public void operationComplete(ChannelFuture connected) {
        if (!connected.isSuccess()) {
            ready.tryFailure(connected.cause());
        } else if (!ready.trySuccess(connected.channel())) {
            connected.channel().close();
        }
    }
}
