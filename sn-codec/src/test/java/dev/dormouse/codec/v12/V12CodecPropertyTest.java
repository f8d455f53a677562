package dev.dormouse.codec.v12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.Requirement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds for all packets and for all octets. A failure prints the seed that leads to it. */
class V12CodecPropertyTest {
    private static final int ROUNDS = 300_000;

    private final long seed = Long.getLong("dormouse.seed", System.nanoTime());
    private final V12Codec codec = new V12Codec();

    @ParameterizedTest
    @EnumSource
    @Requirement({"SN12-004", "SN12-005", "SN12-008"})
    void whatIsEncodedDecodesToTheSamePacket(V12PacketType type) throws MalformedPacketException {
        RandomPackets packets = new RandomPackets(seed);
        for (int round = 0; round < 3_000; round++) {
            V12Packet packet = packets.next(type);
            ByteBuf datagram = Unpooled.buffer();
            codec.encode(packet, datagram);
            int size = datagram.readableBytes();
            int first = datagram.getUnsignedByte(0);
            assertEquals(size, first == 1 ? datagram.getUnsignedShort(1) : first, this::seeded);
            assertEquals(size >= 256, first == 1, this::seeded);
            assertEquals(packet, codec.decode(datagram), this::seeded);
            assertTrue(packet.toString().startsWith(packet.getClass().getSimpleName()), this::seeded);
        }
    }

    @Test
    @Requirement("SN12-009")
    void randomOctetsAreAPacketOrMalformed() {
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            byte[] octets = new byte[random.nextInt(24)];
            random.nextBytes(octets);
            if (octets.length > 0 && random.nextInt(4) != 0) {
                octets[0] = (byte) octets.length;
            }
            if (octets.length > 1 && random.nextInt(4) != 0) {
                octets[1] = (byte) random.nextInt(0x20);
            }
            expectPacketOrMalformed(octets);
        }
    }

    @Test
    @Requirement("SN12-009")
    void damagedPacketsAreAPacketOrMalformed() {
        Random random = new Random(seed);
        RandomPackets packets = new RandomPackets(seed);
        for (int round = 0; round < ROUNDS; round++) {
            ByteBuf datagram = Unpooled.buffer();
            codec.encode(packets.next(), datagram);
            byte[] octets = ByteBufUtil.getBytes(datagram, 0, random.nextInt(datagram.readableBytes() + 1));
            for (int damage = random.nextInt(3); damage > 0 && octets.length > 0; damage--) {
                octets[random.nextInt(Math.min(8, octets.length))] = (byte) random.nextInt();
            }
            if (octets.length > 0 && random.nextBoolean()) {
                octets[0] = (byte) octets.length;
            }
            expectPacketOrMalformed(octets);
        }
    }

    /** What decodes must also mean the same after it was written again. */
    private void expectPacketOrMalformed(byte[] octets) {
        V12Packet packet;
        try {
            packet = codec.decode(Unpooled.wrappedBuffer(octets));
        } catch (MalformedPacketException refusal) {
            assertNotNull(refusal.getMessage());
            return;
        } catch (RuntimeException e) {
            throw new AssertionError(seeded() + ", octets " + ByteBufUtil.hexDump(octets), e);
        }
        ByteBuf again = Unpooled.buffer();
        codec.encode(packet, again);
        assertEquals(
                ShortestForm.of(Bytes.of(octets)), Bytes.read(again, again.readableBytes()), () -> seeded() + packet);
    }

    private String seeded() {
        return "-Ddormouse.seed=" + seed + " ";
    }
}
