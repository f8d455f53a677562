package dev.dormouse.sim.run;

import dev.dormouse.codec.v12.V12PacketType;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Subscription;

/** Sees all that a fleet does. Called from the threads of all clocks. */
public interface Witness {
    /** A message of a device goes out for the first time. */
    void sent(Unit unit, Mark mark, int payloadHash, long now);

    /** It goes out again as a new one. */
    void sentAnew(Unit unit, Mark mark, long now);

    void confirmed(Unit unit, Mark mark, long now);

    void abandoned(Unit unit, Mark mark, String reason, long now);

    /** Something for a device has come. */
    void delivered(Unit unit, String topic, String payload, long now);

    /** The far end sends something to a device. */
    void commanded(Unit unit, Mark mark, int payloadHash, long now);

    void subscribed(Unit unit, Subscription subscription, boolean accepted, long now);

    void stateChanged(Unit unit, DeviceState from, DeviceState to, long now);

    void wakeEnded(Unit unit, long micros, boolean complete, long now);

    /** A message came for a sleeper whose gateway must know that it sleeps. */
    void disturbed(Unit unit, V12PacketType message, long now);

    /** A datagram goes up or has come down. */
    void datagram(Unit unit, boolean up, int octets, long now);
}
