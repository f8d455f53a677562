package dev.dormouse.link.ble;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests to the attribute server of a node, one at a time (Bluetooth Core Vol 3 Part F §3.3). Confined to the loop. */
final class AttClient {
    private static final long ANSWER_MILLIS = 6000;

    private final EventLoop loop;
    private final Consumer<AttPdu> node;
    private int asked;
    private @Nullable Consumer<@Nullable AttPdu> answered;
    private @Nullable ScheduledFuture<?> timer;

    AttClient(EventLoop loop, Consumer<AttPdu> node) {
        this.loop = loop;
        this.node = node;
    }

    /**
     * Asks; nothing else may be asked before the answer.
     *
     * @param whenAnswered hears the response, an {@link AttPdu.ErrorResponse}, or null when none came in time
     */
    void ask(AttPdu request, Consumer<@Nullable AttPdu> whenAnswered) {
        asked = request.opcode();
        answered = whenAnswered;
        timer = loop.schedule(() -> finish(null), ANSWER_MILLIS, TimeUnit.MILLISECONDS);
        node.accept(request);
    }

    /** A message of the node; false when it answers nothing that was asked. Responses have the number behind that of their request. */
    boolean on(AttPdu pdu) {
        boolean fits = pdu instanceof AttPdu.ErrorResponse error ? error.request() == asked : pdu.opcode() == asked + 1;
        if (answered == null || !fits) {
            return false;
        }
        finish(pdu);
        return true;
    }

    /** The connection has ended; nobody hears of what was asked. */
    void stop() {
        answered = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void finish(@Nullable AttPdu answer) {
        Consumer<@Nullable AttPdu> whoAsked = answered;
        stop();
        if (whoAsked != null) {
            whoAsked.accept(answer);
        }
    }
}
