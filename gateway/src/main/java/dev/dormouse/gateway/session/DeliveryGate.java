package dev.dormouse.gateway.session;

import dev.dormouse.gateway.loop.Deadline;
import org.jspecify.annotations.Nullable;

/** Whether a new message may be begun towards the client now. */
final class DeliveryGate {
    /** To how many addresses a message goes in one cycle besides the first. */
    private static final int MOST_MOVES = 3;

    private final ClientSession session;
    private final Runnable onReopened;
    private @Nullable Deadline congestion;
    private boolean listening;
    private boolean held;
    private boolean unproven;
    private boolean moved;
    private int movesLeft;
    private int mostMessages;
    private int mayBegin;

    DeliveryGate(ClientSession session, Runnable onReopened) {
        this.session = session;
        this.onReopened = onReopened;
    }

    boolean isOpen() {
        return listening && !held && mayBegin > 0 && !isCongested();
    }

    boolean isListening() {
        return listening;
    }

    /** The client listens. */
    void open() {
        openFor(Integer.MAX_VALUE);
    }

    /** The client listens to so many messages. */
    void openFor(int messages) {
        listening = true;
        held = false;
        mostMessages = messages;
        movesLeft = MOST_MOVES;
        moved = false;
        mayBegin = unproven ? Math.min(1, messages) : messages;
    }

    /**
     * Somebody says that the client is at another address: until something is acknowledged from there, it gets one message (I-10).
     *
     * @param idle nothing is in flight that could be this one
     */
    void unproven(boolean idle) {
        unproven = true;
        moved = true;
        if (listening) {
            mayBegin = idle ? 1 : 0;
        }
    }

    /**
     * Whether what is in flight may be sent at once because the client asks for it: to an address that has acknowledged nothing only
     * once, and not to ever more of them, for whoever knows the client's name can ask.
     */
    boolean mayRepeatAtOnce() {
        if (!unproven) {
            return true;
        }
        boolean may = moved && movesLeft > 0;
        movesLeft -= moved ? 1 : 0;
        moved = false;
        return may;
    }

    boolean isUnproven() {
        return unproven;
    }

    /** The client has acknowledged something at its address, or connected from there. */
    void proven() {
        if (unproven && listening) {
            mayBegin = mostMessages;
        }
        unproven = false;
    }

    void close() {
        listening = false;
    }

    void countBegun() {
        if (mayBegin != Integer.MAX_VALUE) {
            mayBegin--;
        }
    }

    /** No more messages are to be begun this time. */
    void exhaust() {
        mostMessages = 0;
        mayBegin = 0;
    }

    /** Nothing more can be begun this time, however long the client listens. */
    boolean isShutForNow() {
        return mayBegin <= 0 || isCongested();
    }

    /** The client does not answer; it is left alone until it is heard. */
    void hold() {
        held = true;
    }

    /** The client was heard; true when that ends a {@link #hold}. */
    boolean release() {
        boolean was = held;
        held = false;
        return was;
    }

    /** The client said "congestion": it is left alone for TWAIT (I-40). */
    void waitForClient() {
        if (congestion == null) {
            congestion = session.deadline(onReopened);
        }
        congestion.setIn(session.settings().congestionWait());
    }

    private boolean isCongested() {
        return congestion != null && congestion.isSet();
    }

    void clear() {
        if (congestion != null) {
            congestion.clear();
        }
        held = false;
        unproven = false;
    }
}
