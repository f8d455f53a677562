package dev.dormouse.link.radio;

import dev.dormouse.link.serial.Line;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.function.ToIntFunction;

/** The far end of a real line: cuts what comes into frames, and has each dealt with as soon as it is whole. */
public final class AdapterOnLine implements AdapterEnd, Line.Listener {
    private final Line line;
    private final ToIntFunction<byte[]> frameLength;
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private Runnable whenHeard = () -> {};

    /**
     * Not started yet.
     *
     * @param frameLength the length of the frame that these octets begin with; 0 when more octets are needed to tell
     */
    public AdapterOnLine(Line line, ToIntFunction<byte[]> frameLength) {
        this.line = line;
        this.frameLength = frameLength;
    }

    /** On the loop of the line. */
    public void start(Runnable deal) {
        whenHeard = deal;
        line.start(this);
    }

    @Override
    public String hears() {
        byte[] octets = heard.toByteArray();
        int length = frameLength.applyAsInt(octets);
        if (length == 0 || length > octets.length) {
            return "";
        }
        heard.reset();
        heard.write(octets, length, octets.length - length);
        return HexFormat.of().formatHex(Arrays.copyOf(octets, length));
    }

    @Override
    public void says(byte[] octets) {
        line.write(octets, () -> {});
    }

    @Override
    public void onOpen(String device) {
        heard.reset();
    }

    @Override
    public void onOctets(byte[] octets) {
        heard.writeBytes(octets);
        whenHeard.run();
    }

    @Override
    public void onLost(String reason) {}
}
