package dev.dormouse.sim.dongle.meter;

/** Hears what becomes of a meter. */
public interface Journal {
    /**
     * One event.
     *
     * @param meter its name
     * @param event what happened, one word: searched, connected, published, heard, asleep, failed
     * @param detail the payload or the reason, may be empty
     */
    void note(String meter, String event, String detail);
}
