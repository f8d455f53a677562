package dev.dormouse.sim.oracle;

/** What the far end hears. */
@FunctionalInterface
public interface Far {
    void arrived(String topic, byte[] payload);
}
