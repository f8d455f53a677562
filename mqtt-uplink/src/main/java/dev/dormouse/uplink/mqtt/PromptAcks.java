package dev.dormouse.uplink.mqtt;

import io.netty.channel.Channel;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Has the kernel acknowledge soon what has been read, while more answers of the server are under way. By itself it waits 40 ms for
 * something to send along; and a server that gathers small packets until then (Nagle, RFC 896; mosquitto unless
 * {@code set_tcp_nodelay} is on) sends the first of several answers and holds back the others as long. What we send within a
 * millisecond carries the acknowledgement, and costs nothing.
 *
 * <p>The kernel takes the option as a hint for now, not for ever (tcp(7), TCP_QUICKACK), so it is set after each such read. Elsewhere
 * than on epoll there is no such option.
 */
final class PromptAcks implements Runnable {
    static final long PATIENCE_MILLIS = 1;

    private int awaited;
    private boolean carried;
    private @Nullable Channel armed;

    /** This goes to the server. */
    void written(MqttMessage packet) {
        if (isQuestion(packet)) {
            awaited++;
        }
    }

    private static boolean isQuestion(MqttMessage packet) {
        return switch (packet.fixedHeader().messageType()) {
            case PUBLISH -> packet.fixedHeader().qosLevel() != MqttQoS.AT_MOST_ONCE;
            case PUBREL, SUBSCRIBE, UNSUBSCRIBE -> true;
            default -> false;
        };
    }

    /** This came from the server. */
    void read(MqttMessageType type) {
        switch (type) {
            case PUBACK, PUBREC, PUBCOMP, SUBACK, UNSUBACK -> awaited = Math.max(0, awaited - 1);
            default -> {
                // no answer
            }
        }
    }

    /** What was written is on its way. */
    void flushed() {
        carried = true;
    }

    /** All that was there has been read. */
    @SuppressWarnings("FutureReturnValueIgnored") // it finds out by itself when it is late
    void readComplete(Channel channel) {
        carried = false;
        if (awaited > 0 && armed == null && channel instanceof EpollSocketChannel) {
            armed = channel;
            channel.eventLoop().schedule(this, PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        Channel channel = armed;
        armed = null;
        if (channel != null && !carried && channel.isActive()) {
            channel.config().setOption(EpollChannelOption.TCP_QUICKACK, true);
        }
    }
}
