package dev.dormouse.bench.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.zigbee.Eui64;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;

/** A Z-Stack coordinator with its network up, without an air: whatever is sent is delivered and confirmed at once. */
final class ZnpFarEnd extends AnsweringFarEnd {
    private static final HexFormat HEX = HexFormat.of();
    private static final int AROUND_DATA = 5;
    private static final int DATA = 4;
    private static final int SEND_HEADER = 20;
    private static final int TRANSACTION = DATA + 15;
    private static final long FIRST_NODE = 0x0012_4B00_0100_0000L;

    /** What is answered to each request, by its two octets; the first nibble of the answer's says so. */
    private static final Map<String, String> ANSWERS = Map.ofEntries(
            Map.entry("2101", "5906"),
            Map.entry("2102", "020102070100000000"),
            Map.entry("2700", "0000000000004b120000000709" + "00"),
            Map.entry("2550", "000009" + "621a" + "ffff" + "0000000000000000" + "0000000000000000" + "0b"));

    private final int octets;

    ZnpFarEnd(int octets) {
        this.octets = octets;
    }

    @Override
    public String name() {
        return "znp";
    }

    @Override
    public LinkAddress address(int node) {
        return new Eui64(FIRST_NODE + node);
    }

    @Override
    public byte[] datagram(int node) {
        return publish(octets);
    }

    /** Of the kind that tells the node's EUI-64. */
    @Override
    public byte[] frame(int node) {
        String eui64 = HEX.toHexDigits(Long.reverseBytes(FIRST_NODE + node));
        String length = HEX.toHexDigits((byte) octets) + "00";
        return framed(
                "4482",
                "0000" + "1100" + "03" + eui64 + "e8" + "0000" + "e8" + "00ff00" + "00000000" + "01" + length
                        + HEX.formatHex(datagram(node)));
    }

    @Override
    public int octetsOnLine() {
        return AROUND_DATA + SEND_HEADER + octets;
    }

    @Override
    public boolean isReady() {
        return true;
    }

    @Override
    int frameOctets(byte[] all, int at) {
        return all.length - at < 2 ? 0 : AROUND_DATA + (all[at + 1] & 0xFF);
    }

    @Override
    int on(byte[] frame, ByteArrayOutputStream answers) {
        String command = HEX.formatHex(frame, 2, DATA);
        if (command.charAt(0) != '2') {
            return 0;
        }
        answers.writeBytes(framed("6" + command.substring(1), ANSWERS.getOrDefault(command, "00")));
        if (!command.equals("2402")) {
            return 0;
        }
        answers.writeBytes(framed("4480", "00e8" + HEX.toHexDigits(frame[TRANSACTION])));
        return 1;
    }

    private static byte[] framed(String command, String data) {
        byte[] frame = HEX.parseHex("fe" + HEX.toHexDigits((byte) (data.length() / 2)) + command + data + "00");
        for (int i = 1; i < frame.length - 1; i++) {
            frame[frame.length - 1] ^= frame[i];
        }
        return frame;
    }
}
