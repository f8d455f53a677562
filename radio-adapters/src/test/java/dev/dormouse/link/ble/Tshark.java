package dev.dormouse.link.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.codec.Bytes;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tshark makes of packets between a host and a controller. Without it tests are skipped, but not where CI is set. */
final class Tshark {
    private static final int MAGIC = 0xA1B2C3D4;
    private static final int LONGEST = 65_535;

    /** H:4 with the direction in front. */
    private static final int LINK_TYPE = 201;

    private Tshark() {}

    /** One packet. */
    record Captured(boolean fromController, Bytes octets) {
        static Captured of(boolean fromController, String hex) {
            return new Captured(fromController, Bytes.ofHex(hex));
        }
    }

    static void require() {
        boolean there = false;
        for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            there |= Files.isExecutable(Path.of(directory, "tshark"));
        }
        assertTrue(there || !"true".equals(System.getenv("CI")), "tshark is missing: see .ci/run");
        assumeTrue(there, "no tshark");
    }

    /** Fields of each packet, in a row; a field that a packet has not is empty. */
    static List<List<String>> fields(Path folder, List<Captured> packets, String... fields)
            throws IOException, InterruptedException {
        Path capture = Files.write(folder.resolve("capture.pcap"), pcap(packets));
        Path rows = folder.resolve("rows");
        List<String> command = new ArrayList<>(List.of("tshark", "-r", capture.toString(), "-T", "fields"));
        for (String field : fields) {
            command.addAll(List.of("-e", field));
        }
        Process tshark = new ProcessBuilder(command)
                .redirectOutput(rows.toFile())
                .redirectError(folder.resolve("errors").toFile())
                .start();
        assertEquals(0, tshark.waitFor(), Files.readString(folder.resolve("errors")));
        return Files.readAllLines(rows, StandardCharsets.UTF_8).stream()
                .map(row -> List.of(row.split("\t", -1)))
                .toList();
    }

    private static byte[] pcap(List<Captured> packets) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeInt(MAGIC);
        out.writeShort(2); // version 2.4 of the format, then its time zone and accuracy
        out.writeShort(4);
        out.writeLong(0);
        out.writeInt(LONGEST);
        out.writeInt(LINK_TYPE);
        for (int i = 0; i < packets.size(); i++) {
            Captured packet = packets.get(i);
            out.writeInt(i); // a second each
            out.writeInt(0);
            out.writeInt(4 + packet.octets().length());
            out.writeInt(4 + packet.octets().length());
            out.writeInt(packet.fromController() ? 1 : 0);
            out.write(packet.octets().toArray());
        }
        return octets.toByteArray();
    }
}
