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
 * One network connection: writes packets, one flush per turn of the loop, and keeps itself alive (MQTT 5 §3.1.2.10): it pings when
 * for a while nothing was sent, as the server demands, or nothing was heard, as only a ping tells whether the server is still there. One
 * timer, twice per keep alive and at the end of the patience with a ping, only looks at flags: a message costs no clock.
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

    /** Whoever pings each second need not cut the line of a slow network; whoever pings each hour need not wait that long. */
    private static final int LEAST_PATIENCE_MILLIS = 5_000;

    private static final int MOST_PATIENCE_MILLIS = 10_000;

    private final Flushes flushes;
    private final PromptAcks acks = new PromptAcks();
    private Listener listener;
    private ServerLimits limits = ServerLimits.NONE;
    private @Nullable Channel channel;
    private @Nullable ScheduledFuture<?> timer;
    private @Nullable String detail;
    private int tickMillis;
    private int tickLeft;

    /** Milliseconds the server has left to say something after a ping; 0: no ping is open. */
    private int patienceLeft;

    private int armedMillis;
    private boolean written;
    private boolean heard;
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
        tickLeft = tickMillis;
        written = true;
        heard = true;
        rearm();
    }

    private void rearm() {
        if (tickMillis > 0 && channel != null) {
            armedMillis = patienceLeft > 0 ? Math.min(tickLeft, patienceLeft) : tickLeft;
            timer = flushes.loop().schedule(this, armedMillis, TimeUnit.MILLISECONDS);
        }
    }

    /** Half a keep alive has passed, or the patience with a ping is at its end. */
    @Override
    public void run() {
        if (patienceLeft > 0) {
            patienceLeft -= armedMillis;
            if (patienceLeft <= 0) {
                close("no answer to PINGREQ");
                return;
            }
        }
        tickLeft -= armedMillis;
        if (tickLeft <= 0) {
            tickLeft = tickMillis;
            tick();
        }
        rearm();
    }

    private void tick() {
        boolean quiet = !written || (!heard && patienceLeft == 0);
        written = false;
        heard = false;
        if (quiet) {
            write(MqttMessage.PINGREQ);
            if (patienceLeft == 0) {
                patienceLeft = Math.max(LEAST_PATIENCE_MILLIS, Math.min(2 * tickMillis, MOST_PATIENCE_MILLIS));
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // a failure comes as exceptionCaught
    void write(MqttMessage packet) {
        Channel open = channel;
        if (open == null) {
            ReferenceCountUtil.release(packet);
            return;
        }
        written = true;
        acks.written(packet);
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
            acks.flushed();
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
            heard = true;
            patienceLeft = 0;
            acks.read(packet.fixedHeader().messageType());
            if (packet.fixedHeader().messageType() != MqttMessageType.PINGRESP) {
                listener.onPacket(packet);
            }
        } finally {
            ReferenceCountUtil.release(received);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        acks.readComplete(ctx.channel());
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
