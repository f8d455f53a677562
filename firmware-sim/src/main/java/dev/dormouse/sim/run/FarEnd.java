package dev.dormouse.sim.run;

/** The other side of the broker: sends commands to devices. */
@FunctionalInterface
public interface FarEnd {
    /** One that sends nothing. */
    FarEnd SILENT = (topic, qos, retain, payload) -> false;

    /** Publishes a message for a device; false if it cannot now. */
    boolean publish(String topic, int qos, boolean retain, String payload);
}
