package dev.dormouse.sim.dongle;

/**
 * What the air does to datagrams.
 *
 * @param up from the nodes to the dongle
 * @param down from the dongle to the nodes
 * @param ackLoss share of those that arrive, but whose acknowledgement does not, 0 to 1
 * @param hold how long a parent holds a message for a sleeping node, milliseconds
 */
public record AirConditions(Way up, Way down, double ackLoss, long hold) {
    /** No loss, 5 to 15 ms, messages held for 7.68 s as ZigBee does by default. */
    public static final AirConditions CLEAR = new AirConditions(0, 0, 5, 15, 7680);

    /**
     * One direction.
     *
     * @param loss share of the datagrams that never arrive after all retries of the radio, 0 to 1
     * @param minDelay shortest time over the air, milliseconds
     * @param maxDelay longest time over the air, milliseconds
     */
    public record Way(double loss, long minDelay, long maxDelay) {
        public Way {
            requireShare(loss, "loss");
            if (minDelay < 0 || maxDelay < minDelay) {
                throw new IllegalArgumentException("A delay of " + minDelay + " to " + maxDelay + " ms");
            }
        }
    }

    public AirConditions {
        requireShare(ackLoss, "loss of acknowledgements");
        if (hold < 0) {
            throw new IllegalArgumentException("Messages held for " + hold + " ms");
        }
    }

    /** The same both ways. */
    public AirConditions(double loss, double ackLoss, long minDelay, long maxDelay, long hold) {
        this(new Way(loss, minDelay, maxDelay), new Way(loss, minDelay, maxDelay), ackLoss, hold);
    }

    /** The same with another loss. */
    public AirConditions withLoss(double loss) {
        return new AirConditions(
                new Way(loss, up.minDelay, up.maxDelay), new Way(loss, down.minDelay, down.maxDelay), ackLoss, hold);
    }

    private static void requireShare(double share, String what) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("The " + what + " is " + share + ", not 0 to 1");
        }
    }
}
