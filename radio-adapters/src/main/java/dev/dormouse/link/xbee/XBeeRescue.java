package dev.dormouse.link.xbee;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings a module that is in transparent mode into API mode, by its command mode: {@code +++} between two silences, then commands in
 * letters. The module forgets it when it is without power. Confined to the loop.
 */
final class XBeeRescue {
    /** Longer than the silence that the parameter GT asks for, unless somebody has changed that: one second. */
    private static final long SILENCE_MILLIS = 1200;

    /** The first answer comes a second after the question. */
    private static final long ANSWER_MILLIS = 2500;

    private static final List<String> LINES = List.of("+++", "ATAP1\r", "ATCN\r");
    private static final String ANSWER = "OK\r";

    private final EventLoop loop;
    private final Consumer<byte[]> writer;
    private final StringBuilder heard = new StringBuilder();
    private Runnable succeeded = () -> {};
    private Runnable failed = () -> {};

    /** Which line is next; none while it is at 0 or behind the last. */
    private int line;

    private @Nullable ScheduledFuture<?> timer;

    XBeeRescue(EventLoop loop, Consumer<byte[]> writer) {
        this.loop = loop;
        this.writer = writer;
    }

    void begin(Runnable whenSucceeded, Runnable whenFailed) {
        cancel();
        succeeded = whenSucceeded;
        failed = whenFailed;
        after(SILENCE_MILLIS, this::say);
    }

    void cancel() {
        line = 0;
        stopTimer();
    }

    private void say() {
        heard.setLength(0);
        writer.accept(LINES.get(line).getBytes(StandardCharsets.US_ASCII));
        line++;
        after(ANSWER_MILLIS, () -> {
            cancel();
            failed.run();
        });
    }

    /** Octets of the module, in any pieces; of no interest while it is not asked. */
    void hear(byte[] octets) {
        if (line == 0) {
            return;
        }
        heard.append(new String(octets, StandardCharsets.ISO_8859_1));
        if (heard.indexOf(ANSWER) < 0) {
            // of what nodes said before, only the end may belong to the answer
            heard.delete(0, Math.max(0, heard.length() - ANSWER.length()));
        } else if (line < LINES.size()) {
            say();
        } else {
            cancel();
            succeeded.run();
        }
    }

    private void after(long millis, Runnable next) {
        stopTimer();
        timer = loop.schedule(next, millis, TimeUnit.MILLISECONDS);
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
