package dev.dormouse.link.frame;

/** How a frame without escaping looks: a start octet, a header that tells the length, and a check over the whole. */
public interface FrameShape {
    /** The octet every frame begins with. */
    byte start();

    /** How many octets, the start among them, are enough to tell the length. */
    int headerLength();

    /** The length of the whole frame, told by its header; 0 when no frame has such a header. */
    int frameLength(byte[] octets, int at);

    /** The most that {@link #frameLength} returns. */
    int longestFrame();

    /** Whether the check at the end of a whole frame fits. */
    boolean isIntact(byte[] octets, int at, int frameLength);

    /** What the frame carries, without framing. */
    byte[] content(byte[] octets, int at, int frameLength);
}
