package dev.dormouse.sim.proxy;

/** What a {@link Meddler} does to its victim. */
public enum Crime {
    /** The device's PUBLISH of QoS 1 is acknowledged, and nobody else ever sees it. */
    DROPS,
    /** The device's PUBLISH of QoS 1 is acknowledged, and goes on behind the next one of its kind. */
    SWAPS,
    /** The device's PUBLISH of QoS 2 is delivered once more when its dialogue is over. */
    DUPLICATES,
    /** The gateway's PUBLISH of QoS 1 is acknowledged, and the device never sees it. */
    DROPS_COMMAND
}
