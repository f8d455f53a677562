package dev.dormouse.bench.load;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.BitSet;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * A simulated device that goes on whatever happens: it repeats after Tretry with jitter, connects again when it was told to or got no
 * answer, publishes its next message at QoS 1 when it is active, and wakes now and then when it sleeps.
 */
public final class EnduringDevice implements Closeable {
    /** Who counts what the device is told. */
    public interface Witness {
        /** An answer says congestion. */
        void onRefusal();

        /** DISCONNECT that was not asked for. */
        void onFarewell();

        /** The device has connected from scratch: with a clean session, what waited for it is forgotten, by right. */
        void onConnect(EnduringDevice device);
    }

    /** What the device heard last. */
    private enum Stage {
        AWAY,
        SUBSCRIBING,
        REGISTERING,
        FALLING_ASLEEP,
        READY
    }

    private static final long MILLI = 1_000_000;
    private static final int RETRY_MILLIS = 5_000;
    private static final int RETRIES = 3;
    private static final int PERIOD_MILLIS = 10_000;
    private static final int SLEEP_SECONDS = 3_600;
    private static final int OCTETS = 50;
    private static final int MAX_MSG_ID = 0xFFFF;

    private final DatagramChannel channel;
    private final ByteBuffer in;
    private final int number;
    private final String clientId;
    private final String topic;
    private final boolean clean;
    private final boolean sleeper;
    private final Random random;
    private final Witness witness;
    private final BitSet received = new BitSet();
    private Stage stage = Stage.AWAY;
    private boolean subscribed;
    private boolean gaveUp;
    private byte @Nullable [] request;
    private SnType answer = SnType.CONNACK;
    private int msgId;
    private int lastMsgId;
    private int tries;
    private long dueAt;
    private long servedAt;
    private int topicId;
    private int acknowledged;

    /**
     * Opens its socket.
     *
     * @param in for reading, shared by the devices of one thread
     * @param number place among the devices, from 0
     * @param prefix of the client id and of its topics
     * @param firstAt {@link System#nanoTime} of its first CONNECT
     */
    public EnduringDevice(
            InetSocketAddress gateway,
            ByteBuffer in,
            int number,
            String prefix,
            boolean clean,
            boolean sleeper,
            long firstAt,
            Witness witness)
            throws IOException {
        this.channel = DatagramChannel.open().connect(gateway);
        channel.configureBlocking(false);
        this.in = in;
        this.number = number;
        this.clientId = prefix + number;
        this.topic = prefix + "/down/" + number;
        this.clean = clean;
        this.sleeper = sleeper;
        this.random = new Random(number);
        this.witness = witness;
        this.dueAt = firstAt;
    }

    /** Its socket. */
    public DatagramChannel channel() {
        return channel;
    }

    /** Whether it sleeps between its dialogues. */
    public boolean isSleeper() {
        return sleeper;
    }

    /** Whether it connects with a clean session. */
    public boolean isClean() {
        return clean;
    }

    /** Whether it is connected, or sleeps. */
    public boolean isReady() {
        return stage == Stage.READY;
    }

    /** Its place among the devices. */
    public int number() {
        return number;
    }

    /** Whether it connected because it got no answer, and not because it was told to. */
    public boolean hasGivenUp() {
        return gaveUp;
    }

    /** The topic it has subscribed to. */
    public String topic() {
        return topic;
    }

    /** When a dialogue of it was completed last, {@link System#nanoTime}; CONNECT counts with all that follows. */
    public long servedAt() {
        return servedAt;
    }

    /** How many of its messages were acknowledged; they were numbered from 0. */
    public int acknowledged() {
        return acknowledged;
    }

    /** The numbers of the messages it has got. */
    public BitSet received() {
        return received;
    }

    /** A message with the number of its device and its own. */
    public static byte[] message(int device, int number) {
        return ByteBuffer.allocate(OCTETS).putInt(device).putInt(number).array();
    }

    /** Does what is due, if anything is. */
    public void tick(long now) throws IOException {
        if (now - dueAt < 0) {
            return;
        }
        if (request == null) {
            begin();
        } else if (++tries <= RETRIES) {
            if (request[1] == SnType.PUBLISH.code() || request[1] == SnType.SUBSCRIBE.code()) {
                request[SnDatagram.FLAGS_AT] |= (byte) SnDatagram.DUP;
            }
            send(request);
        } else {
            gaveUp = true;
            stage = Stage.AWAY;
            begin();
        }
    }

    private void begin() throws IOException {
        switch (stage) {
            case AWAY -> ask(SnDatagram.connect(clientId, clean), SnType.CONNACK, SnType.NO_MSG_ID);
            case SUBSCRIBING -> ask(SnDatagram.subscribe(nextMsgId(), 1, topic), SnType.SUBACK, lastMsgId);
            case REGISTERING -> ask(SnDatagram.register(nextMsgId(), up()), SnType.REGACK, lastMsgId);
            case FALLING_ASLEEP -> ask(SnDatagram.sleep(SLEEP_SECONDS), SnType.DISCONNECT, SnType.NO_MSG_ID);
            case READY -> {
                if (sleeper) {
                    ask(SnDatagram.wake(clientId), SnType.PINGRESP, SnType.NO_MSG_ID);
                } else {
                    ask(
                            SnDatagram.publish(nextMsgId(), 1, topicId, message(number, acknowledged)),
                            SnType.PUBACK,
                            lastMsgId);
                }
            }
        }
    }

    private String up() {
        return topic.replace("/down/", "/up/");
    }

    private void ask(byte[] datagram, SnType awaited, int awaitedMsgId) throws IOException {
        request = datagram;
        answer = awaited;
        msgId = awaitedMsgId;
        tries = 0;
        send(datagram);
    }

    private void send(byte[] datagram) throws IOException {
        dueAt = System.nanoTime() + jittered(RETRY_MILLIS);
        write(datagram);
    }

    /** From the time given to one and a half of it. */
    private long jittered(int millis) {
        return (millis + random.nextInt(millis / 2)) * MILLI;
    }

    /** Reads all that has come. */
    public void read() throws IOException {
        try {
            while (channel.read(in.clear()) > 0) {
                in.flip();
                if (in.limit() >= 2) {
                    onDatagram();
                }
            }
        } catch (PortUnreachableException e) {
            // No gateway now: as good as lost on the way.
            return;
        }
    }

    private void onDatagram() throws IOException {
        if (request != null && answer.is(in) && answer.msgId(in) == msgId) {
            onAnswer(answer.returnCode(in));
        } else if (SnType.PUBLISH.is(in)) {
            write(SnDatagram.accept(SnType.PUBACK, in.getShort(3), SnType.PUBLISH.msgId(in)));
            received.set(in.getInt(11));
        } else if (SnType.REGISTER.is(in)) {
            write(SnDatagram.accept(SnType.REGACK, in.getShort(2), SnType.REGISTER.msgId(in)));
        } else if (SnType.PINGREQ.is(in)) {
            write(SnDatagram.empty(SnType.PINGRESP));
        } else if (SnType.DISCONNECT.is(in)) {
            witness.onFarewell();
            restart();
        }
    }

    private void onAnswer(int returnCode) throws IOException {
        if (returnCode == 1) {
            witness.onRefusal();
            return; // asked again after Tretry
        }
        if (returnCode != 0) {
            restart();
            return;
        }
        request = null;
        switch (stage) {
            case AWAY -> {
                witness.onConnect(this);
                stage = clean || !subscribed ? Stage.SUBSCRIBING : afterSubscribing();
                begin();
            }
            case SUBSCRIBING -> {
                subscribed = true;
                stage = afterSubscribing();
                begin();
            }
            case REGISTERING -> {
                topicId = Short.toUnsignedInt(in.getShort(2));
                served();
            }
            case FALLING_ASLEEP -> served();
            case READY -> {
                acknowledged += sleeper ? 0 : 1;
                served();
            }
        }
    }

    private Stage afterSubscribing() {
        return sleeper ? Stage.FALLING_ASLEEP : Stage.REGISTERING;
    }

    private void served() {
        stage = Stage.READY;
        servedAt = System.nanoTime();
        dueAt = servedAt + jittered(PERIOD_MILLIS);
    }

    private void restart() {
        gaveUp = false;
        stage = Stage.AWAY;
        request = null;
        dueAt = System.nanoTime() + random.nextInt(RETRY_MILLIS) * MILLI;
    }

    private void write(byte[] datagram) throws IOException {
        try {
            channel.write(ByteBuffer.wrap(datagram));
        } catch (PortUnreachableException e) {
            return; // as above
        }
    }

    private int nextMsgId() {
        lastMsgId = lastMsgId % MAX_MSG_ID + 1;
        return lastMsgId;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
