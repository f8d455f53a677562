package dev.dormouse.link.serial;

/**
 * Cuts a stream of octets into frames, in whatever pieces it arrives. Never throws, holds no more than one frame, and finds the next
 * good frame after garbage. Does no I/O; one for each opening of a line.
 */
public interface FrameDecoder {
    /** The next octets of the stream; they are the caller's again afterwards. */
    void feed(byte[] octets, int offset, int length, FrameSink sink);

    /** Nothing has come for longer than a sender pauses within a frame. */
    default void onSilence(FrameSink sink) {}

    /** {@link #feed(byte[], int, int, FrameSink)} with all of an array. */
    default void feed(byte[] octets, FrameSink sink) {
        feed(octets, 0, octets.length, sink);
    }
}
