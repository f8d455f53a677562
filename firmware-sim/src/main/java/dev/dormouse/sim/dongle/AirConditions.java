package dev.dormouse.sim.dongle;

/**
 * What the air does to datagrams.
 *
 * @param loss share of the datagrams that never arrive after all retries of the radio, each way, 0 to 1
 * @param ackLoss share of those that arrive, but whose acknowledgement does not, 0 to 1
 * @param minDelay shortest time over the air, milliseconds
 * @param maxDelay longest time over the air, milliseconds
 * @param hold how long a parent holds a message for a sleeping node, milliseconds
 */
public record AirConditions(double loss, double ackLoss, long minDelay, long maxDelay, long hold) {
    /** No loss, 5 to 15 ms, messages held for 7.68 s as ZigBee does by default. */
    public static final AirConditions CLEAR = new AirConditions(0, 0, 5, 15, 7680);

    public AirConditions {
        requireShare(loss, "loss");
        requireShare(ackLoss, "loss of acknowledgements");
        if (minDelay < 0 || maxDelay < minDelay || hold < 0) {
            throw new IllegalArgumentException(
                    "A delay of " + minDelay + " to " + maxDelay + " ms, messages held for " + hold + " ms");
        }
    }

    /** The same with another loss. */
    public AirConditions withLoss(double loss) {
        return new AirConditions(loss, ackLoss, minDelay, maxDelay, hold);
    }

    private static void requireShare(double share, String what) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The " + what + " is " + share + ", not 0 to 1");
        }
    }
}
