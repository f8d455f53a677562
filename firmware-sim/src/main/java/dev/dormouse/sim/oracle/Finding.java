package dev.dormouse.sim.oracle;

import java.util.List;

/**
 * A promise that was broken.
 *
 * @param kind which
 * @param device whose message it was
 * @param message its kind and number, such as {@code message 0, number 17}
 * @param qos the QoS that promised
 * @param at microseconds since the start: of a lost message when it was sent, else when the mistake was seen
 * @param detail what happened
 * @param history the device's last packets when it was found out, of the first few findings only
 */
public record Finding(Kind kind, String device, String message, int qos, long at, String detail, List<String> history) {
    /** What can go wrong with a message. */
    public enum Kind {
        /** Acknowledged, and never arrived. */
        LOST,
        /** Arrived twice although its QoS forbids it. */
        DUPLICATED,
        /** Overtook an earlier one. */
        OUT_OF_ORDER,
        /** Took longer than the fleet file allows. */
        LATE,
        /** Nobody sent it, or not so. */
        UNEXPECTED,
        /** Came to a device that slept, and could not be heard. */
        ASLEEP
    }
}
