package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The end of a standing connection: the last words with their whole handshake, then DISCONNECT, then the server's close (MQTT 5
 * §3.14). Each step has a time limit, so that it always ends.
 */
final class Farewell implements Connection.Listener, Runnable {
    private static final int ACKNOWLEDGEMENT_SECONDS = 5;
    private static final int CLOSE_SECONDS = 1;

    private enum Stage {
        WAITING_FOR_ROOM,
        PUBLISHED,
        DISCONNECTING,
        OVER
    }

    private final Connection connection;
    private final EventLoop loop;
    private final Outbox outbox;
    private final @Nullable Will lastWords;
    private final MqttMessage goodbye;
    private final Runnable whenGone;
    private final int packetId;
    private Stage stage = Stage.WAITING_FOR_ROOM;
    private @Nullable ScheduledFuture<?> timer;

    /**
     * The end of a connection.
     *
     * @param lastWords published first; null: nothing
     * @param goodbye the DISCONNECT
     */
    Farewell(
            Connection connection,
            EventLoop loop,
            Outbox outbox,
            @Nullable Will lastWords,
            MqttMessage goodbye,
            Runnable whenGone) {
        this.connection = connection;
        this.loop = loop;
        this.outbox = outbox;
        this.lastWords = lastWords;
        this.goodbye = goodbye;
        this.whenGone = whenGone;
        this.packetId = lastWords == null ? 0 : outbox.freePacketId();
    }

    void start() {
        connection.listen(this);
        schedule(ACKNOWLEDGEMENT_SECONDS);
        if (lastWords == null) {
            disconnect();
        } else if (lastWords.qos() == Qos.AT_MOST_ONCE || outbox.hasRoom()) {
            publish(lastWords, lastWords.qos());
        }
    }

    private void publish(Will words, Qos wanted) {
        stage = Stage.PUBLISHED;
        Qos qos = wanted.atMost(connection.limits().maximumQos());
        ToBroker.Publish publish = new ToBroker.Publish(
                qos.isAcknowledged() ? packetId : 0, words.topic(), words.payload(), qos, words.retain(), false);
        if (connection.limits().objection(publish) == null) {
            connection.write(ToPackets.publish(publish, false));
        } else {
            qos = Qos.AT_MOST_ONCE;
        }
        if (!qos.isAcknowledged()) {
            disconnect();
        }
    }

    @Override
    public void onPacket(MqttMessage packet) {
        if (packet.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
            connection.close("server said goodbye first");
            return;
        }
        FromBroker message =
                packet.fixedHeader().messageType() == MqttMessageType.PUBLISH ? null : FromPackets.read(packet);
        if (message instanceof FromBroker.PublishAck ack) {
            settled(ack.packetId());
        } else if (message instanceof FromBroker.PublishComplete complete) {
            settled(complete.packetId());
        } else if (message instanceof FromBroker.PublishReceived received) {
            if (received.packetId() == packetId && !received.reason().isRefusal()) {
                connection.write(ToPackets.publishRelease(packetId));
            } else if (received.reason().isRefusal()) {
                settled(received.packetId());
            }
        }
    }

    private void settled(int settledId) {
        if (stage == Stage.PUBLISHED && settledId == packetId) {
            disconnect();
        } else if (stage == Stage.WAITING_FOR_ROOM && lastWords != null) {
            outbox.settledWithoutSuccessor(settledId);
            if (outbox.hasRoom()) {
                publish(lastWords, lastWords.qos());
            }
        }
    }

    private void disconnect() {
        stage = Stage.DISCONNECTING;
        schedule(CLOSE_SECONDS);
        Channel channel = connection.channel();
        if (channel == null) {
            over();
            return;
        }
        channel.writeAndFlush(goodbye).addListener((ChannelFuture sent) -> shutDownOutput(sent));
    }

    /** Not under TLS or a WebSocket: these have a goodbye of their own, which closing the channel sends. */
    @SuppressWarnings("FutureReturnValueIgnored") // the timer covers whatever goes wrong
    private static void shutDownOutput(ChannelFuture sent) {
        boolean plain = sent.channel().pipeline().first() instanceof MqttDecoder;
        if (sent.isSuccess() && plain && sent.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        }
    }

    private void schedule(int seconds) {
        if (timer != null) {
            timer.cancel(false);
        }
        timer = loop.schedule(this, seconds, TimeUnit.SECONDS);
    }

    /** The time for a step is over. */
    @Override
    public void run() {
        switch (stage) {
            case WAITING_FOR_ROOM -> {
                if (lastWords != null) {
                    publish(lastWords, Qos.AT_MOST_ONCE);
                }
            }
            case PUBLISHED -> disconnect();
            case DISCONNECTING -> {
                connection.close("the server did not close");
                over();
            }
            case OVER -> {}
        }
    }

    @Override
    public void onClosed(String detail) {
        over();
    }

    private void over() {
        if (stage == Stage.OVER) {
            return;
        }
        stage = Stage.OVER;
        if (timer != null) {
            timer.cancel(false);
        }
        whenGone.run();
    }
}
