package dev.dormouse.link.znp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Requests to an adapter, which stands only one at a time: the others wait for its response. Confined to the loop. */
final class Requests {
    /**
     * One that runs responds within milliseconds, or its response was spoilt on the line; and while it is awaited no other node is
     * served.
     */
    static final long RUNNING_MILLIS = 1000;

    private final EventLoop loop;
    private final Consumer<MtMessage> writer;
    private final Deque<Request> waiting = new ArrayDeque<>();
    private @Nullable Request current;
    private @Nullable ScheduledFuture<?> timer;

    Requests(EventLoop loop, Consumer<MtMessage> writer) {
        this.loop = loop;
        this.writer = writer;
    }

    /**
     * Asks as soon as the requests before are answered.
     *
     * @param answered hears the response, an {@link RpcError} when the adapter does not know the request, or null when none came in time
     */
    void ask(MtMessage message, long millis, Consumer<@Nullable MtMessage> answered) {
        waiting.add(new Request(message, millis, answered));
        next();
    }

    /** A message from the adapter; false when it answers nothing that was asked. */
    boolean onMessage(MtMessage message) {
        Request request = current;
        if (request == null || !request.isAnsweredBy(message)) {
            return false;
        }
        finish(request, message);
        return true;
    }

    /** Forgets everything; nobody hears of it. */
    void clear() {
        waiting.clear();
        current = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    private void next() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        Request request = waiting.remove();
        current = request;
        timer = loop.schedule(() -> finish(request, null), request.millis, TimeUnit.MILLISECONDS);
        writer.accept(request.message);
    }

    private void finish(Request request, @Nullable MtMessage answer) {
        if (current != request) {
            return;
        }
        current = null;
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        request.answered.accept(answer);
        next();
    }

    /** One question and who hears the answer; its identity is that of the object. */
    private static final class Request {
        private final MtMessage message;
        private final long millis;
        private final Consumer<@Nullable MtMessage> answered;

        Request(MtMessage message, long millis, Consumer<@Nullable MtMessage> answered) {
            this.message = message;
            this.millis = millis;
            this.answered = answered;
        }

        boolean isAnsweredBy(MtMessage answer) {
            return answer instanceof RpcError error
                    ? error.requestCmd0() == message.id().cmd0()
                            && error.requestCmd1() == message.id().cmd1()
                    : answer.id().answers(message.id());
        }
    }
}
