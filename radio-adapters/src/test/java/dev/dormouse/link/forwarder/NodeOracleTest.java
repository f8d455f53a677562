package dev.dormouse.link.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.link.oracle.Node;
import dev.dormouse.link.serial.FrameSink;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Ours read by theirs, theirs by ours, with random contents. */
@Timeout(120)
class NodeOracleTest {
    private static final HexFormat HEX = HexFormat.of();

    @SuppressWarnings("NullAway.Init") // started before the tests, unless they are skipped
    private static Node node;

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        node = Node.start(NodeOracleTest.class);
    }

    @AfterAll
    static void stop() {
        if (node != null) {
            node.close();
        }
    }

    private static List<byte[]> contents() {
        List<byte[]> contents = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(7);
        for (int length = 1; length <= 600; length += 1 + length / 20) {
            byte[] octets = new byte[length];
            random.nextBytes(octets);
            contents.add(octets);
            byte[] special = octets.clone();
            for (int i = 0; i < length; i++) {
                if (random.nextInt(2) == 0) {
                    special[i] = HEX.parseHex("c0dbdcdd00ff")[random.nextInt(6)];
                }
            }
            contents.add(special);
            byte[] withoutZeros = octets.clone();
            for (int i = 0; i < length; i++) {
                withoutZeros[i] = withoutZeros[i] == 0 ? 1 : withoutZeros[i];
            }
            contents.add(withoutZeros);
        }
        return contents;
    }

    private static String decoded(Framing framing, String hex) {
        List<String> frames = new ArrayList<>();
        framing.decoder(2048, 0).feed(HEX.parseHex(hex), new FrameSink() {
            @Override
            public void onFrame(byte[] frame) {
                frames.add(HEX.formatHex(frame));
            }

            @Override
            public void onFault(String reason) {
                frames.add(reason);
            }
        });
        return String.join(" ", frames);
    }

    @Test
    void agreesWithSlip() {
        for (byte[] content : contents()) {
            String hex = HEX.formatHex(content);
            String ours = HEX.formatHex(Framing.SLIP.encode(content));
            assertEquals(hex, node.ask("slip-decode", ours));
            assertEquals(hex, decoded(Framing.SLIP, node.ask("slip-encode", hex)));
        }
    }

    @Test
    void agreesWithTheSlipOfSerialport() {
        for (byte[] content : contents()) {
            String hex = HEX.formatHex(content);
            assertEquals(hex, decoded(Framing.SLIP, node.ask("serialport-encode", hex)));
        }
    }

    @Test
    void agreesWithCobs() {
        for (byte[] content : contents()) {
            String hex = HEX.formatHex(content);
            String ours = HEX.formatHex(Framing.COBS.encode(content));
            assertEquals(ours, node.ask("cobs-encode", hex) + "00");
            assertEquals(hex, node.ask("cobs-decode", ours.substring(0, ours.length() - 2)));
            assertEquals(hex, decoded(Framing.COBS, ours));
        }
    }

    @Test
    void agreesOnChecksums() {
        for (byte[] content : contents()) {
            String hex = HEX.formatHex(content);
            assertEquals(node.ask("crc-xmodem", hex), "%04x".formatted(Crc.XMODEM.of(content, content.length)));
            assertEquals(node.ask("crc-x25", hex), "%04x".formatted(Crc.X25.of(content, content.length)));
        }
    }
}
