package dev.dormouse.sim.air;

/**
 * What happens to datagrams in one direction.
 *
 * @param loss probability, 0 to 1, that a datagram does not arrive
 * @param duplication probability that it arrives twice
 * @param reordering probability that it is held back so that later ones overtake it
 * @param corruption probability that one of its bits is turned
 * @param delay microseconds under way
 * @param jitter microseconds that may be added to them, evenly spread
 * @param bandwidth bits per second that one device has; 0 is without limit
 * @param largest octets; longer datagrams are lost
 */
public record Conditions(
        double loss,
        double duplication,
        double reordering,
        double corruption,
        long delay,
        long jitter,
        long bandwidth,
        int largest) {
    public static final int LARGEST_DATAGRAM = 65507;

    /** Nothing happens at all. */
    public static final Conditions PERFECT = new Conditions(0, 0, 0, 0, 0, 0, 0, LARGEST_DATAGRAM);

    /** The same where nothing is lost or takes time. */
    public Conditions withoutLossAndDelay() {
        return new Conditions(0, duplication, reordering, corruption, 0, 0, bandwidth, largest);
    }

    /** Whether a datagram may be under way for some time, or come again. */
    public boolean delays() {
        return delay > 0 || jitter > 0 || bandwidth > 0 || duplication > 0 || reordering > 0;
    }

    /** Whether a datagram may arrive after one that was sent later. */
    public boolean mixesOrder() {
        return reordering > 0;
    }
}
