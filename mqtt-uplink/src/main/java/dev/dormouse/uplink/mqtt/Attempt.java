package dev.dormouse.uplink.mqtt;

import dev.dormouse.uplink.ReasonCode;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.mqtt.MqttConnAckMessage;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttVersion;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * One attempt to get an accepted connection within the connect time-out: opens the path, says CONNECT, and asks once more in MQTT 3.1.1
 * where the server does not know MQTT 5 or, while that is not known, is silent about it (I-53). Half the time belongs to either version.
 */
final class Attempt implements Connection.Listener, Runnable {
    /** Hears, once, how it went. */
    interface Outcome {
        void onAccepted(Connection connection, boolean sessionPresent);

        void onFailed(ReasonCode reason);
    }

    /**
     * The decoder gives up at larger packets, and the connection with it. MQTT 3.1.1 servers know no limit of ours, and would send such
     * a packet again on each new connection; so what is above our limit, but not above this one, is still taken, to be dropped.
     */
    private static final int MOST_DECODED_OCTETS = 1 << 20;

    private enum Stage {
        OPENING,
        ASKED,
        OVER
    }

    private final Route route;
    private final EventLoop loop;
    private final Flushes flushes;
    private final Hello hello;
    private final Outcome outcome;
    private MqttVersion version;
    private ProtocolMemory.Evidence evidence = ProtocolMemory.Evidence.SILENCE;
    private Stage stage = Stage.OPENING;
    private boolean secondHalf;
    private @Nullable Connection connection;
    private @Nullable Future<Channel> opening;
    private @Nullable ScheduledFuture<?> deadline;

    Attempt(Route route, EventLoop loop, Flushes flushes, Hello hello, Outcome outcome) {
        this.route = route;
        this.loop = loop;
        this.flushes = flushes;
        this.hello = hello;
        this.outcome = outcome;
        this.version = route.memory().first(loop.ticker().nanoTime());
    }

    void start() {
        scheduleDeadline();
        open();
    }

    private void scheduleDeadline() {
        long half = route.options().timing().connectTimeout().toMillis() / 2;
        deadline = loop.schedule(this, half, TimeUnit.MILLISECONDS);
    }

    private void open() {
        stage = Stage.OPENING;
        Connection fresh = new Connection(flushes, this);
        connection = fresh;
        Future<Channel> future = route.endpoint().open(loop, pipeline(fresh));
        opening = future;
        future.addListener((Future<Channel> done) -> onOpened(fresh, done));
    }

    private ChannelHandler pipeline(Connection fresh) {
        int largest = Math.max(
                Math.max(route.options().limits().maximumPacketSize(), MOST_DECODED_OCTETS),
                route.endpoint().largestPacket());
        boolean mqtt5 = version == MqttVersion.MQTT_5;
        return new ChannelInitializer<>() {
            @Override
            protected void initChannel(Channel channel) {
                ChannelPipeline pipeline = channel.pipeline();
                if (mqtt5) {
                    pipeline.addLast(OldRefusal.INSTANCE);
                }
                pipeline.addLast(new MqttDecoder(largest), MqttEncoder.INSTANCE, fresh);
            }
        };
    }

    private void onOpened(Connection opened, Future<Channel> done) {
        if (stage != Stage.OPENING || connection != opened) {
            return;
        }
        if (!done.isSuccess()) {
            unreachable(String.valueOf(done.cause()));
            return;
        }
        stage = Stage.ASKED;
        opened.write(ToPackets.connect(
                hello, version, route.options(), route.endpoint().largestPacket() == 0));
    }

    @Override
    public void onPacket(MqttMessage packet) {
        if (stage == Stage.OVER || connection == null) {
            return;
        }
        if (!(packet instanceof MqttConnAckMessage connAck)) {
            connection.close(packet.fixedHeader().messageType() + " instead of CONNACK");
            return;
        }
        int code = connAck.variableHeader().connectReturnCode().byteValue() & 0xFF;
        if (code == 0) {
            succeed(connection, connAck);
        } else {
            refused(ReasonCodes.ofConnAck(code));
        }
    }

    private void succeed(Connection accepted, MqttConnAckMessage connAck) {
        end();
        route.memory().accepted(version, evidence, loop.ticker().nanoTime());
        ServerLimits limits = ServerLimits.of(connAck.variableHeader().properties());
        Integer demanded = limits.keepAliveSeconds();
        int keepAlive =
                demanded == null ? (int) route.options().timing().keepAlive().toSeconds() : demanded;
        accepted.accepted(limits, keepAlive);
        outcome.onAccepted(accepted, connAck.variableHeader().isSessionPresent());
    }

    private void refused(ReasonCode reason) {
        if (!reason.equals(ReasonCode.UNSUPPORTED_PROTOCOL_VERSION)) {
            fail(reason);
            return;
        }
        route.memory().refused(version);
        evidence = ProtocolMemory.Evidence.REFUSAL;
        if (route.memory().mayFallBackFrom(version)) {
            fallBack();
        } else {
            fail(reason);
        }
    }

    @Override
    public void onClosed(String detail) {
        if (stage == Stage.OVER) {
            return;
        }
        afterSilence(detail);
    }

    /** Half of the time is over. */
    @Override
    public void run() {
        if (secondHalf) {
            afterSilence("no answer in time");
            return;
        }
        secondHalf = true;
        scheduleDeadline();
        if (mayMeanOldServer()) {
            fallBack();
        }
    }

    private void afterSilence(String detail) {
        if (mayMeanOldServer()) {
            fallBack();
        } else {
            unreachable(detail);
        }
    }

    /** One warning an outage, whatever the number of clients. */
    private void unreachable(String detail) {
        if (route.memory().unreachable()) {
            Logger.warn("MQTT server {} cannot be reached: {}", route.options().server(), detail);
        } else {
            Logger.debug("{}: no connection: {}", hello.clientId(), detail);
        }
        fail(ReasonCode.SERVER_UNAVAILABLE);
    }

    private boolean mayMeanOldServer() {
        return stage == Stage.ASKED
                && route.memory().mayFallBackFrom(version)
                && route.memory().isOpen(loop.ticker().nanoTime());
    }

    private void fallBack() {
        abandon();
        version = MqttVersion.MQTT_3_1_1;
        open();
    }

    private void fail(ReasonCode reason) {
        end();
        abandon();
        outcome.onFailed(reason);
    }

    private void end() {
        stage = Stage.OVER;
        if (deadline != null) {
            deadline.cancel(false);
        }
    }

    private void abandon() {
        if (opening != null) {
            opening.cancel(false);
        }
        if (connection != null) {
            connection.abandon();
        }
    }
}
