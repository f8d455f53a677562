package dev.dormouse.link.udp;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DatagramPacket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The way out of one socket: gathers what is sent within one turn of the loop and flushes it together, so that the system takes many
 * datagrams with one call. What other threads send waits in a bounded queue for one task that fetches it all.
 */
final class UdpOutbound {
    static final int MOST_HANDED_OVER = 8192;

    private final Channel channel;
    private final LinkCounters counters;
    private final Queue<DatagramPacket> handedOver = new ConcurrentLinkedQueue<>();
    private final AtomicInteger handedOverCount = new AtomicInteger();
    private final Runnable flushing = this::flush;
    private final Runnable fetching = this::fetchHandedOver;

    /** Someone further up the stack of this turn will flush. Loop only, as is the next. */
    private boolean gathering;

    private boolean unflushed;

    UdpOutbound(Channel channel, LinkCounters counters) {
        this.channel = channel;
        this.counters = counters;
    }

    /** Sends a datagram of 1 octet or more; takes ownership. Any thread. */
    void send(UdpAddress to, ByteBuf datagram) {
        DatagramPacket packet = new DatagramPacket(datagram, to.socketAddress());
        if (channel.eventLoop().inEventLoop()) {
            write(packet);
        } else {
            handOver(packet);
        }
    }

    /** From here to {@link #endTurn()} nothing is flushed. Loop only. */
    void beginTurn() {
        gathering = true;
    }

    /** Flushes what was sent since the turn began. Loop only. */
    void endTurn() {
        gathering = false;
        flush();
    }

    /** Sends what is waiting, then closes the channel. Loop only. */
    void close() {
        fetchHandedOver();
        // An empty write behind all the others is done when they are; the kernel may take them later than now.
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(ChannelFutureListener.CLOSE);
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the void promise: a failure of writing is told to the pipeline's
    // exceptionCaught
    private void write(DatagramPacket packet) {
        if (!channel.isWritable()) {
            // The turn may only have been a long one: let the system take what was gathered before giving up.
            flush();
            if (!channel.isWritable()) {
                drop(packet, channel.isActive() ? DropReason.NOT_WRITABLE : DropReason.CLOSED);
                return;
            }
        }
        channel.write(packet, channel.voidPromise());
        if (!unflushed) {
            unflushed = true;
            if (!gathering) {
                channel.eventLoop().execute(flushing);
            }
        }
    }

    private void flush() {
        if (unflushed) {
            unflushed = false;
            channel.flush();
        }
    }

    private void handOver(DatagramPacket packet) {
        int count = handedOverCount.incrementAndGet();
        if (count > MOST_HANDED_OVER) {
            handedOverCount.decrementAndGet();
            drop(packet, DropReason.NOT_WRITABLE);
            return;
        }
        handedOver.add(packet);
        if (count == 1) {
            requestFetch();
        }
    }

    private void requestFetch() {
        try {
            channel.eventLoop().execute(fetching);
        } catch (RejectedExecutionException loopHasEnded) {
            for (DatagramPacket packet = handedOver.poll(); packet != null; packet = handedOver.poll()) {
                handedOverCount.decrementAndGet();
                drop(packet, DropReason.CLOSED);
            }
        }
    }

    private void fetchHandedOver() {
        int fetched = 0;
        beginTurn();
        for (@Nullable DatagramPacket packet = handedOver.poll(); packet != null; packet = handedOver.poll()) {
            write(packet);
            fetched++;
            if (fetched == MOST_HANDED_OVER) {
                break;
            }
        }
        endTurn();
        if (handedOverCount.addAndGet(-fetched) > 0) {
            requestFetch();
        }
    }

    private void drop(DatagramPacket packet, DropReason reason) {
        packet.release();
        counters.increment(reason);
    }
}
