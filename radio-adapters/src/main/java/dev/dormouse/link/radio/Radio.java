package dev.dormouse.link.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.function.Supplier;

/** What a {@link RadioDriver} may do. All methods are called on the loop. */
public interface Radio {
    /** The driver's clock and timers; time is {@code loop().ticker().nanoTime()}. */
    EventLoop loop();

    /** The name of the link, for logs. */
    String name();

    /**
     * Sends octets to the adapter: a framed datagram or a command of its own protocol. What the line does not take means that it is
     * lost or stuck; the driver hears of that, or of a missing answer.
     */
    void write(byte[] frame);

    /** The same; then runs something when the system has taken the octets. */
    void write(byte[] frame, Runnable whenWritten);

    /** Sets the wires DTR and RTS, where there are any. */
    void wires(boolean dtr, boolean rts);

    /**
     * The adapter is ready: datagrams go from now on. Told again, it only changes the description.
     *
     * @param description the adapter, its firmware and network, for people
     */
    void up(String description);

    /** The adapter is open but carries no datagrams; all that waits or is under way has failed. */
    void down(String reason);

    /** The adapter does not behave: closes the line and opens it again after a pause. Ends in {@link RadioDriver#onLost}. */
    void reopen(String reason);

    /** A datagram has arrived. */
    void received(LinkAddress from, byte[] datagram);

    /** What became of a datagram that the driver was given; of one that is no longer under way nothing is noted. */
    void settle(Sending sending, Outcome outcome);

    /** The adapter could not take a datagram now: it comes again after a pause, unless it expires first. */
    void retry(Sending sending, Duration pause);

    /** The driver's window has grown by itself: more may go now. */
    void windowGrew();

    /** Counts something; the name is a constant, such as {@code checksum}. */
    void count(String name);

    /** Notes a frame for those who watch; the description is made only if somebody does. */
    void trace(FrameTrace.Direction direction, byte[] frame, Supplier<String> description);
}
