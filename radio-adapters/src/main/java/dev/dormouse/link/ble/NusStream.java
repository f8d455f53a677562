package dev.dormouse.link.ble;

import dev.dormouse.link.frame.OctetWriter;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Cuts what a node says, in pieces as they fit, into datagrams by their own Length (1.2 §5.2.1). What cannot be one is thrown away with
 * all that came with it, and so is what stays incomplete for a second. Confined to the loop.
 */
final class NusStream {
    private static final int LONGEST = 1024;
    private static final long SILENCE_MILLIS = 1000;
    private static final int LONG_FORM = 0x01;
    private static final int SHORTEST_LONG = 4;
    private static final int SHORTEST = 2;

    private final EventLoop loop;
    private final Consumer<byte[]> datagrams;
    private final Consumer<String> faults;
    private byte[] held = new byte[0];
    private @Nullable ScheduledFuture<?> timer;

    /**
     * The stream of a new connection.
     *
     * @param faults hears a constant for each loss
     */
    NusStream(EventLoop loop, Consumer<byte[]> datagrams, Consumer<String> faults) {
        this.loop = loop;
        this.datagrams = datagrams;
        this.faults = faults;
    }

    void feed(byte[] value) {
        stop();
        held = new OctetWriter().bytes(held).bytes(value).toArray();
        int at = 0;
        int length = lengthAt(at);
        while (length > 0 && at + length <= held.length) {
            datagrams.accept(Arrays.copyOfRange(held, at, at + length));
            at += length;
            length = lengthAt(at);
        }
        if (length < 0) {
            lose("stream: no message");
            return;
        }
        held = Arrays.copyOfRange(held, at, held.length);
        if (held.length > 0) {
            timer = loop.schedule(() -> lose("stream: incomplete"), SILENCE_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** The connection has ended. */
    void stop() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void lose(String why) {
        held = new byte[0];
        faults.accept(why);
    }

    /** Octets of the message that begins there; 0 when more are needed to tell, negative when none begins so. */
    private int lengthAt(int at) {
        int left = held.length - at;
        if (left == 0) {
            return 0;
        }
        int first = held[at] & 0xFF;
        if (first != LONG_FORM) {
            return first >= SHORTEST ? first : -1;
        }
        if (left < 3) {
            return 0;
        }
        int length = (held[at + 1] & 0xFF) << 8 | (held[at + 2] & 0xFF);
        return length >= SHORTEST_LONG && length <= LONGEST ? length : -1;
    }
}
