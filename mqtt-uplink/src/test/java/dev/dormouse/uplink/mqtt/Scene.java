package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A session, its uplink and a server made of octets, all in virtual time on one thread. The server speaks hexadecimal digits, written by
 * hand from the specification.
 */
final class Scene implements Endpoint {
    static final String CONNACK_5 = "2003000000";
    static final String CONNACK_5_PRESENT = "2003010000";
    static final String CONNACK_311 = "20020000";
    static final String DISCONNECT = "e000";

    /** Timers that follow each other within a longer time must each find their own moment. */
    private static final long STEP_MILLIS = 250;

    final MqttUplinks uplinks;
    private final UplinkOptions options;
    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<EmbeddedChannel> all = new ArrayList<>();
    private final Deque<EmbeddedChannel> unseen = new ArrayDeque<>();
    private final Deque<FromBroker> heard = new ArrayDeque<>();
    private final ByteBuf received = Unpooled.buffer();
    private @Nullable EmbeddedChannel channel;
    private Uplink uplink;
    private boolean away;

    Scene() {
        this(UplinkOptions.to(ServerAddress.parse("mqtt://broker.example")));
    }

    Scene(UplinkOptions options) {
        this.options = options;
        clock.freezeTime();
        uplinks = new MqttUplinks(options, clock.eventLoop(), this);
        uplink = uplinks.open(new ClientId("c1"), clock.eventLoop(), heard::add);
    }

    @Override
    public Future<Channel> open(EventLoop loop, ChannelHandler mqtt) {
        if (away) {
            return loop.newFailedFuture(new ConnectException("nobody there"));
        }
        EmbeddedChannel opened = new EmbeddedChannel(mqtt);
        all.add(opened);
        unseen.add(opened);
        return loop.newSucceededFuture(opened);
    }

    EventLoop loop() {
        return clock.eventLoop();
    }

    /** Another uplink of the same client; what the session of the earlier one hears is kept all the same. */
    Scene sessionOpensAgain() {
        uplink = uplinks.open(new ClientId("c1"), clock.eventLoop(), heard::add);
        return this;
    }

    Scene sessionSays(ToBroker message) {
        uplink.send(message);
        settle();
        return this;
    }

    /** Somebody without a session says something at QoS 0. */
    Scene somebodyPublishes() {
        uplinks.sessionless().send(publish(0, Qos.AT_MOST_ONCE));
        settle();
        return this;
    }

    /** Somebody wants to know whether the server is there. */
    Scene somebodyWatches(Consumer<Boolean> watcher) {
        uplinks.watchServer(watcher);
        settle();
        return this;
    }

    UplinkOptions options() {
        return options;
    }

    Scene sessionConnects() {
        return sessionSays(new ToBroker.Connect(true, Duration.ZERO, null));
    }

    Scene sessionConnectsForLong() {
        return sessionSays(new ToBroker.Connect(false, Duration.ofDays(7), null));
    }

    /** Connects in MQTT 5 to a server with these CONNACK properties, in hexadecimal digits. */
    Scene isConnectedWith(String properties) {
        sessionConnectsForLong().serverAccepts();
        String length = String.format("%02x", properties.length() / 2);
        return serverSays(String.format("20%02x0000", 3 + properties.length() / 2) + length + properties)
                .sessionHears(new FromBroker.Connected(false));
    }

    /** Connects in MQTT 5 to a server without any limits. */
    Scene isConnected() {
        return isConnectedWith("");
    }

    Scene sessionHears(FromBroker expected) {
        assertEquals(expected, heard.poll());
        return this;
    }

    Scene sessionIsInterrupted() {
        FromBroker message = heard.poll();
        assertEquals(FromBroker.Interrupted.class, message == null ? null : message.getClass());
        return this;
    }

    Scene sessionHearsNothing() {
        assertEquals(null, heard.poll());
        return this;
    }

    static ToBroker.Publish publish(int packetId, Qos qos) {
        return new ToBroker.Publish(packetId, "t", Bytes.ofUtf8("x"), qos, false, false);
    }

    /** Takes the next connection and the CONNECT on it. */
    String serverAccepts() {
        channel = unseen.poll();
        received.clear();
        return serverHears();
    }

    Scene serverSeesNoConnection() {
        return serverSeesConnections(0);
    }

    /** So many wait to be accepted. */
    Scene serverSeesConnections(int number) {
        assertEquals(number, unseen.size());
        return this;
    }

    /** At least so many have come, and may be gone again. */
    Scene serverSeesConnectionsOfAtLeast(int number) {
        assertTrue(unseen.size() >= number, unseen.size() + " instead of " + number);
        return this;
    }

    Scene serverIsAway() {
        away = true;
        return this;
    }

    Scene serverIsBack() {
        away = false;
        return this;
    }

    private EmbeddedChannel channel() {
        if (channel == null) {
            throw new AssertionError("the client has not connected");
        }
        return channel;
    }

    Scene serverSays(String digits) {
        channel().writeInbound(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(digits)));
        settle();
        return this;
    }

    Scene serverHangsUp() {
        channel().close().syncUninterruptibly();
        settle();
        return this;
    }

    /** On everybody, whether accepted or not. */
    Scene serverHangsUpOnAll() {
        all.forEach(each -> each.close().syncUninterruptibly());
        settle();
        return this;
    }

    Scene serverHears(String digits) {
        assertEquals(digits, serverHears());
        return this;
    }

    Scene serverHearsNothing() {
        return serverHears("");
    }

    Scene serverSeesTheEnd() {
        assertEquals(false, channel().isOpen(), "the connection is still open");
        return this;
    }

    Scene serverSeesNoEnd() {
        assertEquals(true, channel().isOpen(), "the connection is closed");
        return this;
    }

    /** The next packet, or nothing. Lengths below 128 only. */
    String serverHears() {
        for (ByteBuf octets = channel().readOutbound();
                octets != null;
                octets = channel().readOutbound()) {
            received.writeBytes(octets);
            octets.release();
        }
        if (!received.isReadable()) {
            return "";
        }
        return ByteBufUtil.hexDump(received.readSlice(2 + received.getUnsignedByte(received.readerIndex() + 1)));
    }

    Scene after(Duration time) {
        for (long left = time.toMillis(); left > 0; left -= STEP_MILLIS) {
            clock.advanceTimeBy(Math.min(left, STEP_MILLIS), TimeUnit.MILLISECONDS);
            settle();
        }
        return this;
    }

    /** Lets time pass until the client connects, at most this long. */
    Scene untilConnectedWithin(Duration time) {
        for (long left = time.toMillis(); left > 0 && unseen.isEmpty(); left -= STEP_MILLIS) {
            after(Duration.ofMillis(STEP_MILLIS));
        }
        return this;
    }

    private void settle() {
        for (int i = 0; i < 5; i++) {
            clock.runPendingTasks();
            clock.runScheduledPendingTasks();
        }
    }
}
