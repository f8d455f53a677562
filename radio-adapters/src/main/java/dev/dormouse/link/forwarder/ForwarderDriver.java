package dev.dormouse.link.forwarder;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.ForwarderEnvelope;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.radio.FrameTrace.Direction;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.Sending;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The driver of a forwarder: there is no start-up, and but for Aquila's bridges nobody tells what became of a datagram. */
public final class ForwarderDriver implements RadioDriver {
    private static final long SILENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration REFUSED_PAUSE = Duration.ofMillis(200);
    private static final int WINDOW = 16;
    private static final int FARTHEST = 3;
    private static final int USUAL_NODE_ID_LENGTH = 2;

    private final Radio radio;
    private final ForwarderOptions options;
    private ForwarderCodec codec;
    private long lastOctetNanos;

    /** The datagram that the forwarder has not answered yet. */
    private @Nullable Sending unanswered;

    public ForwarderDriver(Radio radio, ForwarderOptions options) {
        this.radio = radio;
        this.options = options;
        this.codec = newCodec();
    }

    private ForwarderCodec newCodec() {
        return new ForwarderCodec(options, new Ear());
    }

    @Override
    public void onOpen() {
        codec = newCodec();
        lastOctetNanos = now();
        radio.up("forwarder, " + options.text());
    }

    @Override
    public void onOctets(byte[] octets) {
        long now = now();
        if (now - lastOctetNanos > SILENCE_NANOS) {
            codec.silence();
        }
        lastOctetNanos = now;
        codec.feed(octets, 0, octets.length);
    }

    @Override
    public void onLost() {
        unanswered = null;
    }

    @Override
    public void transmit(Sending sending) {
        byte[] datagram = sending.isBroadcast() ? addressedToAll(sending) : sending.datagram();
        radio.trace(Direction.TO_ADAPTER, datagram, () -> describe(datagram));
        byte[] frame = codec.encode(datagram);
        if (options.acknowledged()) {
            unanswered = sending;
            radio.write(frame);
        } else {
            radio.write(frame, () -> radio.settle(sending, Outcome.SENT));
        }
    }

    /** A node id of ones only, by our own convention; the standard names none. */
    private byte[] addressedToAll(Sending sending) {
        if (!options.enveloped()) {
            return sending.datagram();
        }
        byte[] nodeId = new byte[options.nodeIdLength() == 0 ? USUAL_NODE_ID_LENGTH : options.nodeIdLength()];
        Arrays.fill(nodeId, (byte) 0xFF);
        int radius = sending.radius() == 0 ? FARTHEST : Math.min(FARTHEST, sending.radius());
        ByteBuf whole = Unpooled.buffer();
        new ForwarderEnvelope(radius, Bytes.of(nodeId)).writeTo(whole);
        whole.writeBytes(sending.datagram());
        return Bytes.read(whole, whole.readableBytes()).toArray();
    }

    @Override
    public int window() {
        return options.acknowledged() ? 1 : WINDOW;
    }

    @Override
    public int windowPerNode() {
        return window();
    }

    @Override
    public Duration patience(Sending sending) {
        // Without answers it is the line that may take its time, and the line is watched by itself.
        return options.acknowledged() ? ANSWER_WITHIN : Duration.ofMinutes(1);
    }

    @Override
    public void onGivenUp(Sending sending) {
        unanswered = null;
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return options.largestDatagram();
    }

    @Override
    public int largestBroadcast() {
        return options.largestDatagram() - (options.enveloped() ? 3 + Math.max(2, options.nodeIdLength()) : 0);
    }

    /** The node within: behind one line there may be many. */
    @Override
    public Object queueOf(LinkAddress to, byte[] datagram) {
        Bytes node = options.enveloped() ? ForwarderEnvelope.peekNodeId(Unpooled.wrappedBuffer(datagram)) : null;
        return node == null ? to : node;
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return SerialAddress.LINE.text().equals(text) ? SerialAddress.LINE : null;
    }

    private static String describe(byte[] datagram) {
        Bytes node = ForwarderEnvelope.peekNodeId(Unpooled.wrappedBuffer(datagram));
        return node == null ? "no envelope" : "node " + node.toHex();
    }

    private long now() {
        return radio.loop().ticker().nanoTime();
    }

    /** What the codec finds. */
    private final class Ear implements ForwarderCodec.Heard {
        @Override
        public void datagram(byte[] datagram) {
            radio.trace(Direction.FROM_ADAPTER, datagram, () -> describe(datagram));
            radio.received(SerialAddress.LINE, datagram);
        }

        @Override
        public void answer(boolean accepted) {
            Sending answered = unanswered;
            if (answered == null) {
                radio.count("stale answers");
                return;
            }
            unanswered = null;
            if (accepted) {
                radio.settle(answered, Outcome.SENT);
            } else {
                radio.retry(answered, REFUSED_PAUSE);
            }
        }

        @Override
        public void fault(String reason) {
            radio.count("frames: " + reason);
        }
    }
}
