package dev.dormouse.gateway.session;

/** Hears how a sleeping client's look at its queue came out (1.2 §6.14). */
interface CycleEnd {
    void cycleDone();

    /** The client did not acknowledge; the rest waits for the next time. */
    void cycleUnanswered();
}
