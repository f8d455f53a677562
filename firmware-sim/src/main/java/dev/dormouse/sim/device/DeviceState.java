package dev.dormouse.sim.device;

/** The states of a client (1.2 §6.14), with those before and between them. */
public enum DeviceState {
    OFF,
    SEARCHING,
    CONNECTING,
    ACTIVE,
    ASLEEP,
    AWAKE,
    /** Left of its own accord, or told to go. */
    DISCONNECTED,
    /** Without an answer for too long. */
    LOST
}
