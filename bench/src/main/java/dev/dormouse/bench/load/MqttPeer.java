package dev.dormouse.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.dormouse.bench.load.Reactor.Work;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A plain MQTT 3.1.1 client on the far side: subscribes and publishes at QoS 0 or 1. Only what the load needs. */
public final class MqttPeer implements Closeable {
    private static final int CONNECT = 0x10;
    private static final int CONNACK = 0x20;
    private static final int PUBLISH = 0x30;
    private static final int PUBACK = 0x40;
    private static final int SUBSCRIBE = 0x82;
    private static final int SUBACK = 0x90;
    private static final int QOS_1 = 0x02;
    private static final int QOS_BITS = 0x06;
    private static final int TYPE_BITS = 0xF0;
    private static final int CLEAN_SESSION = 0x02;
    private static final int MAX_PACKET_ID = 0xFFFF;
    private static final int BUFFER = 1 << 18;
    private static final long PATIENCE_MILLIS = 60_000;

    private final Reactor reactor;
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER);
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER);
    private final Work flush = this::flush;
    private Device.Inbox inbox;
    private int heard;
    private long acknowledged;
    private int lastPacketId;

    /** Connects with a clean session; returns when the broker has accepted. */
    public MqttPeer(Reactor reactor, InetSocketAddress broker, String clientId) throws IOException {
        this(reactor, broker, clientId, CLEAN_SESSION, payload -> {});
    }

    /** Connects to a session that outlives the connection; returns when the broker has accepted. */
    public static MqttPeer lasting(Reactor reactor, InetSocketAddress broker, String clientId, Device.Inbox listener)
            throws IOException {
        return new MqttPeer(reactor, broker, clientId, 0, listener);
    }

    /** The listener is there from the beginning: what waits in a session can come together with CONNACK. */
    private MqttPeer(Reactor reactor, InetSocketAddress broker, String clientId, int flags, Device.Inbox listener)
            throws IOException {
        this.reactor = reactor;
        this.inbox = listener;
        this.channel = SocketChannel.open(broker);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        reactor.whenReadable(channel, this::read);
        reactor.everyTurn(flush);
        byte[] id = clientId.getBytes(UTF_8);
        header(CONNECT, 12 + id.length);
        text("MQTT".getBytes(UTF_8));
        out.put((byte) 4).put((byte) flags).putShort((short) 0);
        text(id);
        await(CONNACK);
    }

    /** Replaces the listener for messages. */
    public void inbox(Device.Inbox listener) {
        inbox = listener;
    }

    /** Subscribes at QoS 0; returns when the broker has confirmed. */
    public void subscribe(String filter) throws IOException {
        subscribe(0, filter);
    }

    /** Subscribes at QoS 0 or 1; returns when the broker has confirmed. */
    public void subscribe(int qos, String filter) throws IOException {
        byte[] octets = filter.getBytes(UTF_8);
        header(SUBSCRIBE, 5 + octets.length);
        out.putShort((short) nextPacketId());
        text(octets);
        out.put((byte) qos);
        await(SUBACK);
    }

    /** How many messages of QoS 1 the broker has acknowledged. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Publishes at QoS 0 or 1 at the end of this turn; false if too much is waiting already. */
    public boolean publish(int qos, String topic, byte[] payload) throws IOException {
        byte[] name = topic.getBytes(UTF_8);
        int length = 2 + name.length + 2 * qos + payload.length;
        if (out.remaining() < length + 5) {
            return false;
        }
        header(PUBLISH | qos * QOS_1, length);
        text(name);
        if (qos > 0) {
            out.putShort((short) nextPacketId());
        }
        out.put(payload);
        return true;
    }

    private void header(int first, int length) {
        out.put((byte) first);
        int rest = length;
        while (rest > 0x7F) {
            out.put((byte) ((rest & 0x7F) | 0x80));
            rest >>= 7;
        }
        out.put((byte) rest);
    }

    private void text(byte[] octets) {
        out.putShort((short) octets.length).put(octets);
    }

    private int nextPacketId() {
        lastPacketId = lastPacketId % MAX_PACKET_ID + 1;
        return lastPacketId;
    }

    private void await(int type) throws IOException {
        // What waited in a session may come right behind the answer, or before it.
        heard = 0;
        if (!reactor.turnUntil(() -> (heard & bit(type)) != 0, PATIENCE_MILLIS)) {
            throw new IOException("the broker does not answer at " + channel.getRemoteAddress());
        }
    }

    private static int bit(int type) {
        return 1 << (type >> 4);
    }

    private void flush() throws IOException {
        if (out.position() > 0) {
            channel.write(out.flip());
            out.compact();
        }
    }

    private void read() throws IOException {
        int octets;
        do {
            octets = channel.read(in);
            if (octets < 0) {
                throw new EOFException("the broker closed the connection");
            }
            in.flip();
            while (readPacket()) {}
            in.compact();
        } while (octets > 0);
    }

    private boolean readPacket() throws IOException {
        int length = 0;
        int at = in.position() + 1;
        for (int shift = 0; ; shift += 7) {
            if (at >= in.limit()) {
                return false;
            }
            byte digit = in.get(at++);
            length |= (digit & 0x7F) << shift;
            if (digit >= 0) {
                break;
            }
        }
        if (length > in.capacity() - 5) {
            throw new IOException("the broker sends a packet of " + length + " octets");
        }
        if (in.limit() - at < length) {
            return false;
        }
        int first = in.get(in.position());
        int type = first & TYPE_BITS;
        heard |= bit(type);
        if (type == PUBLISH) {
            int topic = Short.toUnsignedInt(in.getShort(at));
            boolean atMostOnce = (first & QOS_BITS) == 0;
            int header = 2 + topic + (atMostOnce ? 0 : 2);
            inbox.onMessage(in.slice(at + header, length - header));
            if (!atMostOnce) {
                header(PUBACK, 2);
                out.putShort(in.getShort(at + 2 + topic));
            }
        } else if (type == PUBACK) {
            acknowledged++;
        }
        in.position(at + length);
        return true;
    }

    @Override
    public void close() throws IOException {
        reactor.forget(flush);
        channel.close();
    }
}
