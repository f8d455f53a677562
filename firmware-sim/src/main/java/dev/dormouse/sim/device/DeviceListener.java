package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;

/** Hears what happens to a device. Each event carries the time, in microseconds. */
public interface DeviceListener {
    default void stateChanged(DeviceState from, DeviceState to, long now) {}

    /** The connection is regarded as gone, or did not come about. */
    default void lost(String reason, long now) {}

    /** A message goes out for the first time. */
    default void sent(Publication publication, long now) {}

    /** A message goes out again as a new one, because the session it was begun in is gone: it may arrive twice. */
    default void sentAnew(Publication publication, long now) {}

    /** The gateway has taken responsibility for a message of QoS 1 or 2. */
    default void confirmed(Publication publication, long now) {}

    /** A message will not be sent again. */
    default void abandoned(Publication publication, String reason, long now) {}

    /**
     * A message has come and is taken.
     *
     * @param topic its name
     * @param qos 0 to 2, as it came
     */
    default void delivered(String topic, int qos, Bytes payload, long now) {}

    default void subscribed(Subscription subscription, boolean accepted, long now) {}

    /** A wake-up is over; it lasted some microseconds. {@code complete} says whether the PINGRESP came. */
    default void wakeEnded(long micros, boolean complete, long now) {}

    /** Connected with nothing left to send. */
    default void drained(long now) {}
}
