package dev.dormouse.bench.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.zigbee.Eui64;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;

/** An XBee with ZigBee firmware in API mode 1, without an air: whatever is sent is delivered at once. */
final class XBeeFarEnd extends AnsweringFarEnd {
    private static final HexFormat HEX = HexFormat.of();
    private static final int AROUND_FRAME = 4;
    private static final int QUESTION = 0x08;
    private static final int TRANSMIT_REQUEST = 0x10;
    private static final int TRANSMIT_HEADER = 14;
    private static final int TYPE = 3;
    private static final int FRAME_ID = 4;
    private static final int NAME = 5;

    /** Joined to a network; other parameters are 0. */
    private static final Map<String, String> PARAMETERS =
            Map.of("AP", "01", "HV", "1942", "VR", "21a7", "SH", "0013a200", "SL", "40000000", "NP", "0054");

    private final int octets;

    XBeeFarEnd(int octets) {
        this.octets = octets;
    }

    @Override
    public String name() {
        return "xbee";
    }

    @Override
    public LinkAddress address(int node) {
        return new Eui64(0x0013_A200_4100_0000L + node);
    }

    @Override
    public byte[] datagram(int node) {
        return publish(octets);
    }

    @Override
    public byte[] frame(int node) {
        return framed("90" + HEX.toHexDigits(0x0013_A200_4100_0000L + node) + HEX.toHexDigits((short) (node + 1)) + "01"
                + HEX.formatHex(datagram(node)));
    }

    @Override
    public int octetsOnLine() {
        return AROUND_FRAME + TRANSMIT_HEADER + octets;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    int frameOctets(byte[] all, int at) {
        return all.length - at < TYPE ? 0 : AROUND_FRAME + ((all[at + 1] & 0xFF) << 8 | (all[at + 2] & 0xFF));
    }

    @Override
    int on(byte[] frame, ByteArrayOutputStream answers) {
        String id = HEX.toHexDigits(frame[FRAME_ID]);
        if (frame[TYPE] == QUESTION) {
            String name = new String(frame, NAME, 2, StandardCharsets.US_ASCII);
            String letters = HEX.formatHex(frame, NAME, NAME + 2);
            answers.writeBytes(framed("88" + id + letters + "00" + PARAMETERS.getOrDefault(name, "00")));
        } else if (frame[TYPE] == TRANSMIT_REQUEST) {
            answers.writeBytes(framed("8b" + id + "0001" + "000000"));
            return 1;
        }
        return 0;
    }

    private static byte[] framed(String content) {
        byte[] frame = HEX.parseHex("7e" + HEX.toHexDigits((short) (content.length() / 2)) + content + "00");
        int sum = 0;
        for (int i = TYPE; i < frame.length - 1; i++) {
            sum += frame[i];
        }
        frame[frame.length - 1] = (byte) (0xFF - sum);
        return frame;
    }
}
