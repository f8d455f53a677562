package dev.dormouse.link.serial;

/** Takes what a {@link FrameDecoder} finds. */
public interface FrameSink {
    /** A whole frame without its framing; belongs to the sink. */
    void onFrame(byte[] frame);

    /**
     * Octets that are no frame.
     *
     * @param reason one of few constant words, such as {@code checksum}, for a counter
     */
    void onFault(String reason);
}
