package dev.dormouse.sim.dongle.forwarder;

import java.util.function.Supplier;

/** The framings a forwarder can be built with. */
public enum Framing {
    SLIP(Slip::new),
    COBS(Cobs::new),
    HDLC(Hdlc::new),
    LENGTH(LengthPrefix::new);

    @SuppressWarnings("ImmutableEnumChecker") // constructors have no state
    private final Supplier<FrameCodec> maker;

    Framing(Supplier<FrameCodec> maker) {
        this.maker = maker;
    }

    FrameCodec codec() {
        return maker.get();
    }
}
