package dev.dormouse.link.forwarder;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Writes down what a codec finds. */
final class Ear implements ForwarderCodec.Heard {
    private final List<String> heard = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();

    @Override
    public void datagram(byte[] datagram) {
        heard.add(HexFormat.of().formatHex(datagram));
    }

    @Override
    public void answer(boolean accepted) {
        heard.add(accepted ? "accepted" : "refused");
    }

    @Override
    public void fault(String reason) {
        faults.add(reason);
    }

    List<String> heard() {
        return heard;
    }

    List<String> faults() {
        return faults;
    }
}
