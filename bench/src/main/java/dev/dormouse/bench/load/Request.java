package dev.dormouse.bench.load;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import org.jspecify.annotations.Nullable;

/** The one unanswered message a device may have (1.2 §6.13): sent again each second until its answer comes. */
final class Request {
    /** What happens when the answer has come. */
    @FunctionalInterface
    interface Answered {
        void with(ByteBuffer answer) throws IOException;
    }

    private static final long RESEND_NANOS = 1_000_000_000;

    private final DatagramChannel channel;
    private byte[] octets = {};
    private SnType answer = SnType.CONNACK;
    private int msgId;
    private @Nullable Answered then;
    private long sentAt;
    private long resent;
    private long refused;

    Request(DatagramChannel channel) {
        this.channel = channel;
    }

    void send(byte[] request, SnType awaited, int awaitedMsgId, Answered whenAnswered) throws IOException {
        octets = request;
        answer = awaited;
        msgId = awaitedMsgId;
        then = whenAnswered;
        sentAt = System.nanoTime();
        channel.write(ByteBuffer.wrap(octets));
    }

    /** Takes the datagram if it is the answer; a refusal counts as none, so that the request is repeated. */
    boolean answeredBy(ByteBuffer datagram) throws IOException {
        Answered whenAnswered = then;
        if (whenAnswered == null || !answer.is(datagram) || answer.msgId(datagram) != msgId) {
            return false;
        }
        if (answer.returnCode(datagram) == 0) {
            then = null;
            whenAnswered.with(datagram);
        } else {
            refused++;
        }
        return true;
    }

    void resendIfLate(long now) throws IOException {
        if (then == null || now - sentAt < RESEND_NANOS) {
            return;
        }
        if (octets[1] == SnType.PUBLISH.code() || octets[1] == SnType.SUBSCRIBE.code()) {
            octets[SnDatagram.FLAGS_AT] |= (byte) SnDatagram.DUP;
        }
        sentAt = now;
        resent++;
        channel.write(ByteBuffer.wrap(octets));
    }

    long resent() {
        return resent;
    }

    long refused() {
        return refused;
    }
}
