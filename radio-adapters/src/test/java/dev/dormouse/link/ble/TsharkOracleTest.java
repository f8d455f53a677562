package dev.dormouse.link.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.radio.RadioRig;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our packets as tshark reads them. */
@Timeout(120)
final class TsharkOracleTest {
    private static final String[] SENTENCE = {"_ws.col.Protocol", "_ws.col.Info", "_ws.malformed"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path folder;

    @BeforeEach
    void judge() {
        Tshark.require();
    }

    @Test
    void every_vector_written_by_us_is_what_it_is_said_to_be() throws Exception {
        List<Tshark.Captured> packets = new ArrayList<>();
        for (FrameVector vector : BleVectorTest.vectors()) {
            boolean received = BleVectorTest.isFromController(vector);
            packets.add(new Tshark.Captured(
                    received, Bytes.of(HciPacket.decode(vector.octets()).octets())));
        }
        List<List<String>> rows = Tshark.fields(folder, packets, SENTENCE);
        for (int i = 0; i < packets.size(); i++) {
            FrameVector vector = BleVectorTest.vectors().get(i);
            String sentence = rows.get(i).get(0) + " " + rows.get(i).get(1);
            assertEquals(vector.decoded().getString("text"), sentence.strip(), vector.name());
        }
        assertEquals(BleVectorTest.vectors().size(), rows.size());
    }

    @Test
    void a_whole_conversation_of_the_driver_is_understood() throws Exception {
        RadioRig rig = new RadioRig(radio -> new BleDriver(radio, BleOptions.defaults()));
        ScriptedController controller = new ScriptedController(rig.line);
        rig.line.opens();
        controller.hears();
        controller.advertises(0, "c0db7e7d1101", ScriptedController.NUS_ADVERTISED);
        controller.hears();
        controller.connects(1, "c0db7e7d1101");
        controller.hears();
        controller.l2cap(1, "0500", "120108001800280004009001");
        controller.att(1, "100100ffff0028");
        controller.hears();
        StringBuilder texts = new StringBuilder();
        for (int length = 1; length <= 250; length += 7) {
            String text = "dormouse ".repeat(28).substring(0, length);
            texts.append(text);
            rig.send(
                    new BleAddress(0xc0db7e7d1101L, true),
                    HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII)));
            controller.hears();
        }
        List<List<String>> rows = Tshark.fields(
                folder,
                controller.transcript(),
                "_ws.col.Protocol",
                "_ws.col.Info",
                "_ws.malformed",
                "btatt.opcode",
                "btatt.handle",
                "btgatt.nordic.uart_tx");

        assertEquals(controller.transcript().size(), rows.size());
        rows.forEach(row -> assertEquals("", row.get(2), row.toString()));
        assertEquals(EXPECTED, sentences(rows));
        List<List<String>> writes =
                rows.stream().filter(row -> row.get(3).equals("0x52")).toList();
        assertTrue(writes.stream().allMatch(row -> row.get(4).equals("0x0010")), "the handle that nodes write to");
        assertEquals(texts.toString(), writes.stream().map(row -> row.get(5)).collect(Collectors.joining()));
    }

    private static final List<String> EXPECTED = List.of(
            "HCI_CMD Sent Reset",
            "HCI_CMD Sent Read Local Version Information",
            "HCI_CMD Sent Read BD ADDR",
            "HCI_CMD Sent Set Event Mask",
            "HCI_CMD Sent LE Set Event Mask",
            "HCI_CMD Sent LE Read Buffer Size [v1]",
            "HCI_CMD Sent LE Set Random Address",
            "HCI_CMD Sent LE Set Scan Parameters",
            "HCI_CMD Sent LE Write Suggested Default Data Length",
            "HCI_CMD Sent LE Set Scan Enable",
            "HCI_CMD Sent LE Set Scan Enable",
            "HCI_CMD Sent LE Create Connection",
            "ATT Sent Exchange MTU Request, Client Rx MTU: 247",
            "HCI_CMD Sent LE Set Scan Enable",
            "ATT Sent Find By Type Value Request, Primary Service, Handles: 0x0001..0xffff",
            "ATT Sent Read By Type Request, Characteristic, Handles: 0x000e..0x0013",
            "ATT Sent Find Information Request, Handles: 0x0013..0x0013",
            "ATT Sent Write Request, Handle: 0x0013 (Unknown: Nordic UART Rx: Client Characteristic Configuration)",
            "HCI_CMD Sent LE Connection Update",
            "L2CAP Sent Connection Parameter Update Response (Accepted)",
            "ATT Sent Error Response - Attribute Not Found, Handle: 0x0001 (Unknown)");

    /** What the host says before it writes. */
    private static List<String> sentences(List<List<String>> rows) {
        return rows.stream()
                .map(row -> row.get(0) + " " + row.get(1))
                .filter(sentence -> sentence.contains(" Sent ") && !sentence.contains("Write Command"))
                .filter(sentence -> !sentence.startsWith("HCI_ACL"))
                .toList();
    }
}
