package dev.dormouse.bench.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.ble.BleAddress;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;
import java.util.Map;

/**
 * A Bluetooth controller without an air: whatever is sent is delivered at once. Its packets hold 251 octets, so that a datagram is one of
 * them.
 */
final class BleFarEnd extends AnsweringFarEnd {
    private static final HexFormat HEX = HexFormat.of();
    private static final int COMMAND = 1;
    private static final int SCAN_ENABLE = 0x200C;
    private static final int CREATE_CONNECTION = 0x200D;
    private static final int WRITE_COMMAND = 0x52;
    private static final int PARAMETERS = 4;
    private static final int ATT = 9;
    private static final int HEADERS = 12;

    /** What is returned behind the status. */
    private static final Map<Integer, String> RETURNS =
            Map.of(0x1001, "09000009ffff0000", 0x1009, "004433221100", 0x2002, "fb0008");

    /** What a node answers to each request of the discovery, by its opcode. */
    private static final Map<Integer, String> ANSWERS = Map.of(
            0x02, "03f700",
            0x06, "070e001300",
            0x08, "09150f000c10009ecadc240ee5a9e093f3a3b50200406e11001012009ecadc240ee5a9e093f3a3b50300406e",
            0x04, "050113000229",
            0x12, "13");

    private final int octets;
    private int connected;
    private volatile int ready;

    BleFarEnd(int octets) {
        this.octets = octets;
    }

    @Override
    public String name() {
        return "ble-h4";
    }

    @Override
    public LinkAddress address(int node) {
        return new BleAddress(0xC0DB_7E7D_1100L + node, true);
    }

    @Override
    public byte[] datagram(int node) {
        return publish(octets);
    }

    @Override
    public byte[] frame(int node) {
        return data(node + 1, "1b1200" + HEX.formatHex(datagram(node)));
    }

    @Override
    public int octetsOnLine() {
        return HEADERS + octets;
    }

    @Override
    public boolean isReady() {
        return ready == NODES;
    }

    @Override
    int frameOctets(byte[] all, int at) {
        int header = all[at] == COMMAND ? 4 : 5;
        if (all.length - at < header) {
            return 0;
        }
        return header + (header == 4 ? all[at + 3] & 0xFF : number(all, at + 3));
    }

    @Override
    int on(byte[] packet, ByteArrayOutputStream answers) {
        if (packet[0] == COMMAND) {
            onCommand(number(packet, 1), packet.length > PARAMETERS && packet[PARAMETERS] == 1, answers);
            return 0;
        }
        return onData(packet, answers);
    }

    private static int number(byte[] all, int at) {
        return (all[at] & 0xFF) | (all[at + 1] & 0xFF) << 8;
    }

    private void onCommand(int opcode, boolean enables, ByteArrayOutputStream out) {
        if (opcode == CREATE_CONNECTION) {
            event(out, "0f", "0001" + pair(opcode));
            connected++;
            event(out, "3e", "0100" + pair(connected) + "0001" + peer(connected - 1) + "18000400900100");
            return;
        }
        event(out, "0e", "01" + pair(opcode) + "00" + RETURNS.getOrDefault(opcode, ""));
        if (opcode == SCAN_ENABLE && enables && connected < NODES) {
            String data = "02010611079ecadc240ee5a9e093f3a3b50100406e";
            event(out, "3e", "02010001" + peer(connected) + "15" + data + "ce");
        }
    }

    /** Gives the credit back, and answers what is asked in the discovery; 1 when it is a datagram. */
    private int onData(byte[] packet, ByteArrayOutputStream out) {
        int handle = number(packet, 1) & 0xFFF;
        event(out, "13", "01" + pair(handle) + "0100");
        int opcode = packet[ATT] & 0xFF;
        if (opcode == WRITE_COMMAND) {
            return 1;
        }
        out.writeBytes(data(handle, ANSWERS.getOrDefault(opcode, "010000000a")));
        if (ANSWERS.getOrDefault(opcode, "").equals("13")) {
            ready = handle;
        }
        return 0;
    }

    private static void event(ByteArrayOutputStream out, String code, String parameters) {
        out.writeBytes(HEX.parseHex("04" + code + HEX.toHexDigits((byte) (parameters.length() / 2)) + parameters));
    }

    private static byte[] data(int handle, String pdu) {
        int length = pdu.length() / 2;
        return HEX.parseHex("02" + pair(handle | 0x2000) + pair(length + 4) + pair(length) + "0400" + pdu);
    }

    private static String peer(int node) {
        return HEX.toHexDigits((byte) node) + "117d7edbc0";
    }

    private static String pair(int number) {
        return HEX.toHexDigits((byte) number) + HEX.toHexDigits((byte) (number >> 8));
    }
}
