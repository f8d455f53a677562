package dev.dormouse.gateway.session;

import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Deadline;
import dev.dormouse.gateway.message.ToClient;
import org.jspecify.annotations.Nullable;

/** Sends the one message whose answer is awaited again, Nretry times at intervals of Tretry (1.2 §6.13, I-50). */
final class Retransmitter {
    private final ClientSession session;
    private final Runnable onExhausted;
    private final Runnable onTooLong;
    private @Nullable Deadline deadline;
    private @Nullable ToClient awaited;
    private int repetitions;

    /**
     * Awaits nothing yet.
     *
     * @param onExhausted Nretry repetitions brought nothing
     * @param onTooLong the network carries less than it did, and no longer what is awaited
     */
    Retransmitter(ClientSession session, Runnable onExhausted, Runnable onTooLong) {
        this.session = session;
        this.onExhausted = onExhausted;
        this.onTooLong = onTooLong;
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
            repeat(awaited);
        }
    }

    /** The network may carry less than it did. */
    void carriesLess() {
        Downlink there = session.downlink();
        if (awaited != null && there != null && !there.fits(awaited)) {
            onTooLong.run();
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
        repeat(awaited);
    }

    private void repeat(ToClient message) {
        restart();
        if (!session.send(repetition(message))) {
            onTooLong.run();
        }
    }

    private static ToClient repetition(ToClient message) {
        return message instanceof ToClient.Publish p
                ? new ToClient.Publish(p.packetId(), p.topic(), p.payload(), p.qos(), p.retain(), true)
                : message;
    }
}
