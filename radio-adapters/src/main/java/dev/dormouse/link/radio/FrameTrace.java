package dev.dormouse.link.radio;

/** Watches the frames on the line of a link. Called on the loop. */
@FunctionalInterface
public interface FrameTrace {
    /** Which way a frame goes. */
    enum Direction {
        FROM_ADAPTER,
        TO_ADAPTER
    }

    /**
     * One frame.
     *
     * @param frame as the driver names it: the octets between the framing, or with it
     * @param description what it means, for people
     */
    void frame(Direction direction, byte[] frame, String description);
}
