package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.ToClient;
import org.jspecify.annotations.Nullable;

/** Sends the one message whose answer is awaited again, Nretry times at intervals of Tretry (1.2 §6.13, I-50). */
final class Retransmitter {
    private final ClientSession session;
    private final Runnable onExhausted;
    private @Nullable Deadline deadline;
    private @Nullable ToClient awaited;
    private int repetitions;

    Retransmitter(ClientSession session, Runnable onExhausted) {
        this.session = session;
        this.onExhausted = onExhausted;
    }

    /** Awaits the answer to a message that has just been sent. */
    void await(ToClient message) {
        awaited = message;
        repetitions = 0;
        restart();
    }

    /** The answer has come, or is no longer wanted. */
    void done() {
        awaited = null;
        pause();
    }

    /** Sends at once what is awaited, and counts from the beginning. */
    void sendAgain() {
        if (awaited != null) {
            repetitions = 0;
            session.send(repetition(awaited));
            restart();
        }
    }

    /** The client does not listen: repeating is of no use until {@link #sendAgain}. */
    void pause() {
        if (deadline != null) {
            deadline.pause();
        }
    }

    void clear() {
        awaited = null;
        if (deadline != null) {
            deadline.clear();
        }
    }

    private void restart() {
        if (deadline == null) {
            deadline = session.deadline(this::onSilence);
        }
        deadline.setInNanos(session.settings().retryInterval().toNanos());
    }

    private void onSilence() {
        if (awaited == null) {
            return;
        }
        if (repetitions == session.settings().retryCount()) {
            onExhausted.run();
            return;
        }
        repetitions++;
        session.send(repetition(awaited));
        restart();
    }

    private static ToClient repetition(ToClient message) {
        return message instanceof ToClient.Publish p
                ? new ToClient.Publish(p.packetId(), p.topic(), p.payload(), p.qos(), p.retain(), true)
                : message;
    }
}
