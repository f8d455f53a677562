package dev.dormouse.link.ble;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.DecoderChecks;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.frame.MalformedFrameException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The packets between a host and a controller as other programs know them. */
final class BleVectorTest {
    static final Bytes RESET_CONFIRMED = Bytes.ofHex("040e0401030c00");

    private static final BleAddress NODE = Objects.requireNonNull(BleAddress.parse("c0:db:7e:7d:11:01"));

    @ParameterizedTest
    @MethodSource("vectors")
    void means_what_the_vector_says(FrameVector vector) throws Exception {
        HciPacket packet = HciPacket.decode(vector.octets());
        JSONObject meaning = BleMeaning.of(packet, before(packet, vector));
        for (String key : vector.decoded().keySet()) {
            if (!key.equals("text")) { // what tshark makes of it, which TsharkOracleTest compares
                assertEquals(String.valueOf(vector.decoded().get(key)), String.valueOf(meaning.opt(key)), key);
            }
        }
    }

    private static @Nullable AclPacket before(HciPacket packet, FrameVector vector) throws MalformedFrameException {
        return packet instanceof AclPacket acl && acl.isContinuation()
                ? (AclPacket) HciPacket.decode(
                        vector(vector.name().replace("2-of-2", "1-of-2")).octets())
                : null;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void is_written_as_in_the_vector(FrameVector vector) throws Exception {
        HciPacket packet = HciPacket.decode(vector.octets());
        assertArrayEquals(vector.octets(), packet.octets());
        AclPacket before = before(packet, vector);
        L2cap whole = packet instanceof AclPacket acl ? whole(before, acl) : null;
        if (whole != null) {
            L2cap again = whole.channel() == L2cap.ATT
                    ? AttPdu.decode(whole.content()).packet()
                    : Signal.decode(whole.content()).packet();
            assertEquals(whole, again);
        }
    }

    private static @Nullable L2cap whole(@Nullable AclPacket before, AclPacket packet) throws MalformedFrameException {
        Reassembly reassembly = new Reassembly();
        if (before != null) {
            reassembly.feed(before);
        }
        return reassembly.feed(packet);
    }

    @ParameterizedTest
    @MethodSource("fromController")
    void is_found_wherever_the_stream_is_cut(FrameVector vector) {
        DecoderChecks.sameInPieces(BleVectorTest::inStep, vector.octets());
        assertEquals(
                List.of(vector.line()),
                Collected.from(inStep(), vector.octets()).frames());
    }

    @Test
    void all_packets_of_the_controller_in_one_stream_are_found_wherever_it_is_cut() {
        ByteArrayOutputStream stream = new ByteArrayOutputStream();
        fromController().forEach(vector -> stream.writeBytes(vector.octets()));
        assertEquals(
                fromController().stream().map(FrameVector::line).toList(),
                Collected.from(inStep(), stream.toByteArray()).frames());
        DecoderChecks.sameInPieces(BleVectorTest::inStep, stream.toByteArray());
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void a_shorter_packet_is_malformed(FrameVector vector) {
        for (int length = 0; length < vector.octets().length; length++) {
            byte[] shorter = Arrays.copyOf(vector.octets(), length);
            assertThrows(MalformedFrameException.class, () -> HciPacket.decode(shorter));
        }
    }

    // ---- in step ----

    @Test
    void before_a_reset_is_confirmed_nothing_is_told() {
        byte[] advertisement = vector("trace-hci-evt-le-advertising-report").octets();
        byte[] confirmation = vector("trace-hci-reset-rsp").octets();
        H4 decoder = new H4();
        Collected found = Collected.from(
                decoder, Arrays.copyOfRange(advertisement, 7, advertisement.length), advertisement, confirmation);
        assertEquals(List.of(Bytes.of(confirmation)), found.frames());
        assertTrue(decoder.isInStep());
    }

    @Test
    void what_cannot_be_a_packet_ends_being_in_step() {
        for (String wrong : List.of("00", "01030c00", "03010000", "05", "02012001042f00")) {
            H4 decoder = inStep();
            Collected found = Collected.from(decoder, Bytes.ofHex(wrong).toArray());
            assertEquals(1, found.faults().size(), wrong);
            assertEquals(List.of(), found.frames());
            assertEquals(false, decoder.isInStep());
        }
    }

    @Test
    void finds_the_confirmation_of_a_reset_after_any_garbage() {
        byte[] good = vector("trace-hci-reset-rsp").octets();
        byte[] likely = {0x04, 0x0E, 0x01, 0x03, 0x0C, 0x02, 0x3E, (byte) 0xFF};
        DecoderChecks.findsFrameAfterGarbage(H4::new, good, likely, 1029, 20260301);
        DecoderChecks.findsFrameAfterGarbage(BleVectorTest::inStep, good, likely, 1029 + 255, 20260302);
    }

    // ---- what this host says, against the vectors ----

    @Test
    void the_commands_of_this_host_are_those_of_the_vectors() {
        assertSays("trace-hci-reset", HciCommand.reset());
        assertSays("trace-hci-read-local-version", HciCommand.plain(Opcode.READ_LOCAL_VERSION));
        assertSays("trace-hci-read-bd-addr", HciCommand.plain(Opcode.READ_BD_ADDR));
        assertSays("trace-hci-le-read-buffer-size", HciCommand.plain(Opcode.LE_READ_BUFFER_SIZE));
        assertSays(
                "trace-hci-le-set-random-address",
                HciCommand.leSetRandomAddress(new BleAddress(0xc0a1b2c3d4e5L, true)));
        assertSays("trace-hci-le-set-scan-parameters", HciCommand.leSetScanParameters(true));
        assertSays("trace-hci-le-set-scan-enable", HciCommand.leSetScanEnable(true, true));
        assertSays("trace-hci-le-set-scan-disable", HciCommand.leSetScanEnable(false, true));
        assertSays("cmd-le-create-connection-cancel", HciCommand.plain(Opcode.LE_CREATE_CONNECTION_CANCEL));
        assertSays("trace-hci-disconnect", HciCommand.disconnect(1));
        assertEquals(
                "01010c081080000200000020",
                Bytes.of(HciCommand.setEventMask().octets()).toHex());
    }

    @Test
    void what_this_host_says_on_a_connection_is_as_in_the_vectors() {
        assertSays("trace-att-exchange-mtu-req", new AttPdu.MtuRequest(247));
        assertSays(
                "trace-att-find-by-type-value-req-nus",
                new AttPdu.FindByTypeValue(1, 0xFFFF, Uuid.PRIMARY_SERVICE, Uuid.NORDIC_UART.octets()));
        assertSays("trace-att-read-by-type-req-characteristics", new AttPdu.ReadByType(14, 19, Uuid.CHARACTERISTIC));
        assertSays("trace-att-find-information-req-cccd", new AttPdu.FindInformation(19, 19));
        assertSays("trace-att-write-req-cccd-notify", new AttPdu.WriteRequest(19, Bytes.ofHex("0100")));
        assertSays("trace-att-write-cmd-mqttsn-gwinfo", new AttPdu.WriteCommand(16, Bytes.ofHex("030201")));
        assertArrayEquals(
                vector("l2cap-conn-param-update-rsp-accept").octets(),
                new Signal(Signal.PARAMETER_UPDATE_REQUEST, 1, Bytes.EMPTY)
                        .answer(true)
                        .packet()
                        .pieces(1, 27)
                        .get(0)
                        .octets());
    }

    @Test
    void a_long_packet_is_cut_as_in_the_vectors() throws Exception {
        AclPacket first =
                (AclPacket) HciPacket.decode(vector("acl-tx-fragment-1-of-2").octets());
        AclPacket second =
                (AclPacket) HciPacket.decode(vector("acl-tx-fragment-2-of-2").octets());
        L2cap whole = Objects.requireNonNull(whole(first, second));
        assertEquals(List.of(first, second), whole.pieces(1, 27));
    }

    @Test
    void the_uuids_of_the_nordic_uart_are_those_of_the_vectors() throws Exception {
        AclPacket packet = (AclPacket)
                HciPacket.decode(vector("trace-att-read-by-type-rsp").octets());
        AttPdu pdu = AttPdu.decode(Objects.requireNonNull(whole(null, packet)).content());
        List<AttPdu.Attributes.Attribute> found =
                assertInstanceOf(AttPdu.Attributes.class, pdu).attributes();
        assertTrue(found.get(0)
                .value()
                .toHex()
                .endsWith(Uuid.NORDIC_UART_RX.octets().toHex()));
        assertTrue(found.get(1)
                .value()
                .toHex()
                .endsWith(Uuid.NORDIC_UART_TX.octets().toHex()));
        assertEquals("6e400001-b5a3-f393-e0a9-e50e24dcca9e", Uuid.NORDIC_UART.text());
        assertEquals(Uuid.NORDIC_UART, Uuid.parse("6E400001-B5A3-F393-E0A9-E50E24DCCA9E"));
        assertEquals(Uuid.of(0x180F), Uuid.parse("180f"));
        assertNull(Uuid.parse("180"));
    }

    @Test
    void addresses_are_read_as_they_are_written() {
        assertEquals("ble:c0:db:7e:7d:11:01/random", NODE.text());
        assertEquals(NODE, BleAddress.parse(NODE.text()));
        assertEquals(new BleAddress(0x001122334455L, false), BleAddress.parse("ble:00:11:22:33:44:55/public"));
        assertNull(BleAddress.parse("eui64:0013a20040a1b2c3"));
        assertNull(BleAddress.parse("c0:db:7e:7d:11"));
    }

    private static void assertSays(String vector, HciCommand command) {
        assertEquals(vector(vector).line().toHex(), Bytes.of(command.octets()).toHex());
    }

    private static void assertSays(String vector, AttPdu pdu) {
        List<AclPacket> pieces = pdu.packet().pieces(1, 27);
        assertEquals(1, pieces.size());
        assertEquals(
                vector(vector).line().toHex(), Bytes.of(pieces.get(0).octets()).toHex());
    }

    static H4 inStep() {
        H4 decoder = new H4();
        Collected.from(decoder, RESET_CONFIRMED.toArray());
        return decoder;
    }

    static List<FrameVector> vectors() {
        return FrameVector.all("ble-hci-h4");
    }

    /** What the controller says. */
    static List<FrameVector> fromController() {
        return vectors().stream().filter(BleVectorTest::isFromController).toList();
    }

    static boolean isFromController(FrameVector vector) {
        return vector.direction().equals("rx");
    }

    private static FrameVector vector(String name) {
        return vectors().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
