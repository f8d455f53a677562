package dev.dormouse.sim.oracle;

/** What the far end hears. */
@FunctionalInterface
public interface Far {
    void arrived(String topic, byte[] payload);

    /**
     * It hears again after it was away from the broker.
     *
     * @param everything whether it is going to hear all that was published meanwhile
     */
    default void hearsAgain(boolean everything) {}
}
