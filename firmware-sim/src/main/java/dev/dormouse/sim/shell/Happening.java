package dev.dormouse.sim.shell;

import dev.dormouse.sim.device.DeviceState;

/** Something that a command may be waiting for. */
sealed interface Happening {
    /** The device has come to a state. */
    record Became(DeviceState state) implements Happening {}

    /** The connection is gone. */
    record Lost(String reason) implements Happening {}

    /** A message has gone out. */
    record Sent() implements Happening {}

    /** The gateway has taken a message. */
    record Confirmed() implements Happening {}

    /** What was asked is done, or refused; {@code text} says which answer came. */
    record Answered(boolean accepted, String text) implements Happening {}

    /** A wake-up is over. */
    record Woken(boolean complete) implements Happening {}

    /** Nothing is left to send, and no answer is awaited. */
    record Idle() implements Happening {}
}
