package dev.dormouse.link.xbee;

import dev.dormouse.codec.Bytes;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The questions that a module is asked, one after the other, before it is used. Confined to the loop. */
final class XBeeStartup {
    private static final long ANSWER_MILLIS = 1000;
    private static final int ATTEMPTS = 3;

    private final EventLoop loop;
    private final Consumer<XBeeFrame> writer;
    private final Outcome outcome;

    /** Null when the module is to be taken as it is. */
    private final @Nullable XBeeRescue rescue;

    private final Map<String, AtResponse> answers = new HashMap<>();
    private int question = XBeeModule.QUESTIONS.size();
    private int attempt;
    private boolean rescued;
    private @Nullable ScheduledFuture<?> timer;

    XBeeStartup(EventLoop loop, Consumer<XBeeFrame> writer, @Nullable XBeeRescue rescue, Outcome outcome) {
        this.loop = loop;
        this.writer = writer;
        this.rescue = rescue;
        this.outcome = outcome;
    }

    void begin() {
        cancel();
        answers.clear();
        question = 0;
        attempt = 0;
        rescued = false;
        ask();
    }

    void cancel() {
        endRescue();
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
        question = XBeeModule.QUESTIONS.size();
    }

    boolean isRunning() {
        return question < XBeeModule.QUESTIONS.size();
    }

    private void endRescue() {
        if (rescue != null) {
            rescue.cancel();
        }
    }

    /** What comes from the module, as it is. */
    void onOctets(byte[] octets) {
        if (rescue != null) {
            rescue.hear(octets);
        }
    }

    void onAnswer(AtResponse answer) {
        if (!isRunning() || !answer.command().letters().equals(name())) {
            return;
        }
        if (answer.isOk()) {
            answers.put(name(), answer);
        } else if (question == 0) {
            return; // the time for the answer goes on
        }
        if (question == 0) {
            endRescue();
            outcome.onMode(answer.number() == 2 ? ApiMode.ESCAPED : ApiMode.PLAIN);
        }
        question++;
        attempt = 0;
        if (timer != null) {
            timer.cancel(false);
        }
        if (isRunning()) {
            ask();
        } else {
            outcome.onModule(new XBeeModule(answers));
        }
    }

    private String name() {
        return XBeeModule.QUESTIONS.get(question);
    }

    private void ask() {
        attempt++;
        writer.accept(new AtCommand(question + 1, new AtName(name()), Bytes.EMPTY));
        timer = loop.schedule(this::noAnswer, ANSWER_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void noAnswer() {
        if (attempt < ATTEMPTS) {
            ask();
            return;
        }
        if (question == 0 && rescue != null && !rescued) {
            rescued = true;
            attempt = 0;
            rescue.begin(this::ask, this::unanswered);
            return;
        }
        unanswered();
    }

    private void unanswered() {
        String unanswered = name();
        boolean first = question == 0;
        cancel();
        outcome.onNoAnswer(
                first
                        ? "no XBee module in API mode answers: set its parameter AP to 1 or 2 or use auto-configure, and baud as its parameter BD says"
                        : "the XBee module does not answer the question for its parameter " + unanswered);
    }

    /** How it ends. */
    interface Outcome {
        /** The first answer has said how frames stand on the line. */
        void onMode(ApiMode mode);

        void onModule(XBeeModule module);

        /** A sentence for people. */
        void onNoAnswer(String reason);
    }
}
