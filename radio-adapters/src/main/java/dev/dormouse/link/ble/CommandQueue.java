package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Commands to a controller, one at a time, and none before it says that it takes another (Num_HCI_Command_Packets, Bluetooth Core Vol 4
 * Part E §4.4). Confined to the loop.
 */
final class CommandQueue {
    /** Controllers answer within milliseconds. */
    private static final long ANSWER_MILLIS = 2000;

    /** Nodes can make the host send commands: so many may wait. */
    private static final int MOST_WAITING = 64;

    private final EventLoop loop;
    private final Consumer<HciPacket> line;
    private final Deque<Question> waiting = new ArrayDeque<>();
    private @Nullable Question current;
    private @Nullable ScheduledFuture<?> timer;
    private boolean allowed = true;

    CommandQueue(EventLoop loop, Consumer<HciPacket> line) {
        this.loop = loop;
        this.line = line;
    }

    /**
     * What a command has led to.
     *
     * @param status 0 is success, else {@link HciStatus}
     * @param returned what else is returned
     */
    record Answer(int status, Bytes returned) {
        boolean isGood() {
            return status == HciStatus.SUCCESS;
        }
    }

    /** One command and who hears the answer; its identity is that of the object. */
    private static final class Question {
        private final HciCommand command;
        private final long millis;
        private final Consumer<@Nullable Answer> answered;
        private boolean isSent;

        Question(HciCommand command, long millis, Consumer<@Nullable Answer> answered) {
            this.command = command;
            this.millis = millis;
            this.answered = answered;
        }
    }

    /** {@link #ask(HciCommand, long, Consumer)} with the usual time. */
    boolean ask(HciCommand command, Consumer<@Nullable Answer> answered) {
        return ask(command, ANSWER_MILLIS, answered);
    }

    /**
     * Sends a command when those before it are answered.
     *
     * @param answered hears null when no answer came in time
     * @return false when too many commands wait; nobody hears of this one then
     */
    boolean ask(HciCommand command, long millis, Consumer<@Nullable Answer> answered) {
        if (waiting.size() >= MOST_WAITING) {
            return false;
        }
        waiting.add(new Question(command, millis, answered));
        next();
        return true;
    }

    void on(CommandComplete event) {
        allowed = event.allowed() > 0;
        byte[] returned = event.returned().toArray();
        Bytes more = returned.length == 0 ? Bytes.EMPTY : Bytes.of(Arrays.copyOfRange(returned, 1, returned.length));
        answered(event.opcode(), new Answer(event.status(), more));
    }

    void on(CommandStatus event) {
        allowed = event.allowed() > 0;
        answered(event.opcode(), new Answer(event.status(), Bytes.EMPTY));
    }

    /** Forgets everything; nobody hears of it. One command may be sent. */
    void clear() {
        waiting.clear();
        current = null;
        allowed = true;
        stopTimer();
    }

    private void answered(int opcode, Answer answer) {
        Question question = current;
        if (question != null && question.isSent && question.command.opcode().code() == opcode) {
            finish(question, answer);
        } else {
            send(); // it may only have told that it takes a command again
        }
    }

    private void next() {
        if (current != null || waiting.isEmpty()) {
            return;
        }
        Question question = waiting.remove();
        current = question;
        timer = loop.schedule(() -> finish(question, null), question.millis, TimeUnit.MILLISECONDS);
        send();
    }

    /** A controller that never takes the command again does not answer it either. */
    private void send() {
        Question question = current;
        if (question != null && allowed && !question.isSent) {
            question.isSent = true;
            line.accept(question.command);
        }
    }

    private void finish(Question question, @Nullable Answer answer) {
        if (current != question) {
            return;
        }
        current = null;
        stopTimer();
        question.answered.accept(answer);
        next();
    }

    private void stopTimer() {
        if (timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }
}
