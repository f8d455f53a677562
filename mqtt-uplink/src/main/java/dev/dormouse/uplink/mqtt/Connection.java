package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One network connection: writes packets, one flush per turn of the loop, and keeps itself alive (MQTT 5 §3.1.2.10). The timer fires
 * twice per keep alive and only looks at flags, so that a message costs no clock and no rescheduling.
 */
final class Connection extends ChannelInboundHandlerAdapter implements Runnable {
    /** Hears what arrives. The payload of a packet is gone when the call returns. */
    interface Listener {
        void onPacket(MqttMessage packet);

        /** The connection is closed; said once. */
        void onClosed(String detail);
    }

    private static final Listener NOBODY = new Listener() {
        @Override
        public void onPacket(MqttMessage packet) {}

        @Override
        public void onClosed(String detail) {}
    };

    private static final int PONG_PATIENCE_MILLIS = 5000;

    private final Flushes flushes;
    private Listener listener;
    private ServerLimits limits = ServerLimits.NONE;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable String detail;
    private int tickMillis;
    private int ticksSincePing;
    private boolean written;
    private boolean unflushed;

    Connection(Flushes flushes, Listener listener) {
        this.flushes = flushes;
        this.listener = listener;
    }

    void listen(Listener next) {
        listener = next;
    }

    ServerLimits limits() {
        return limits;
    }

    /** The server has accepted: its limits hold from now on, and the keep alive begins to run. */
    void accepted(ServerLimits given, int keepAliveSeconds) {
        limits = given;
        tickMillis = keepAliveSeconds * 500;
        written = true;
        rearm();
    }

    private void rearm() {
        if (tickMillis > 0 && channel != null) {
            timer = flushes.loop().schedule(this, tickMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Half a keep alive has passed. */
    @Override
    public void run() {
        if (ticksSincePing > 0 && (long) ticksSincePing++ * tickMillis >= PONG_PATIENCE_MILLIS) {
            close("no answer to PINGREQ");
            return;
        }
        if (!written) {
            write(MqttMessage.PINGREQ);
            if (ticksSincePing == 0) {
                ticksSincePing = 1;
            }
        } else {
            written = false;
        }
        rearm();
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure comes as exceptionCaught
    void write(MqttMessage packet) {
        Channel open = channel;
        if (open == null) {
            ReferenceCountUtil.release(packet);
            return;
        }
        written = true;
        open.write(packet, open.voidPromise());
        if (!unflushed) {
            unflushed = true;
            flushes.add(this);
        }
    }

    /** False while the server takes less than we write. */
    boolean isWritable() {
        return channel != null && channel.isWritable();
    }

    void flush() {
        unflushed = false;
        if (channel != null) {
            channel.flush();
        }
    }

    @Nullable
    Channel channel() {
        return channel;
    }

    /** Closes at once and tells nobody. */
    void abandon() {
        listener = NOBODY;
        close("abandoned");
    }

    /** Closes at once, giving a reason to be told to the listener. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever cares hears of it as a listener
    void close(String why) {
        if (detail == null) {
            detail = why;
        }
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        channel = ctx.channel();
        if (listener == NOBODY) {
            close("abandoned before it began");
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object received) {
        try {
            if (!(received instanceof MqttMessage packet)) {
                return;
            }
            if (packet.decoderResult().isFailure()) {
                close("malformed packet: " + packet.decoderResult().cause());
                return;
            }
            ticksSincePing = 0;
            if (packet.fixedHeader().messageType() != MqttMessageType.PINGRESP) {
                listener.onPacket(packet);
            }
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        channel = null;
        if (timer != null) {
            timer.cancel(false);
        }
        listener.onClosed(detail == null ? "closed by the server" : detail);
    }

    @Override
    @SuppressWarnings("deprecation") // declared in ChannelHandler for other reasons
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        close(cause.toString());
    }
}
