package dev.dormouse.sim.dongle.forwarder;

import dev.dormouse.codec.Bytes;
import java.util.function.Consumer;

/** How the frames of a serial line begin and end. Holds what has come of an unfinished frame; broken frames are left out. */
interface FrameCodec {
    /** No frame is longer; what would be is thrown away until the next one begins. */
    int LONGEST = 1024;

    /** The octets of a frame on the line. */
    Bytes encode(Bytes content);

    /**
     * Takes octets from the line.
     *
     * @param now milliseconds since the start; some framings find the next frame by silence
     * @param frames hears the content of each complete frame
     */
    void feed(Bytes octets, long now, Consumer<Bytes> frames);
}
