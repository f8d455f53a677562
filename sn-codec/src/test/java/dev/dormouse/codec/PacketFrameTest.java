package dev.dormouse.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Requirement({"SN12-005", "SN12-006"})
class PacketFrameTest {
    @ParameterizedTest
    @CsvSource({"1, 02", "254, ff", "255, 010102", "256, 010103", "65532, 01ffff"})
    @Requirement({"SN12-007", "SN12-008"})
    void writesTheShorterLengthInFrontOfAnyBody(int bodyOctets, String length) throws MalformedPacketException {
        for (ByteBuf out : new ByteBuf[] {Unpooled.buffer(), UnpooledByteBufAllocator.DEFAULT.directBuffer()}) {
            out.writeZero(5).skipBytes(5);
            int start = PacketFrame.begin(out);
            byte[] body = numbered(bodyOctets);
            out.writeBytes(body);
            PacketFrame.end(out, start);

            assertEquals(length, ByteBufUtil.hexDump(out, start, length.length() / 2));
            assertEquals(1, PacketFrame.peekType(out));
            PacketFrame.enter(out);
            assertEquals(Unpooled.wrappedBuffer(body), out);
            out.release();
        }
    }

    @Test
    @Requirement("SN12-007")
    void refusesAPacketThatNoLengthCanSay() {
        ByteBuf out = Unpooled.buffer();
        int start = PacketFrame.begin(out);
        out.writeZero(65533);
        assertThrows(IllegalArgumentException.class, () -> PacketFrame.end(out, start));
    }

    @Test
    @Requirement("SN12-008")
    void acceptsThreeOctetsOfLengthInFrontOfAShortPacket() throws MalformedPacketException {
        ByteBuf packet = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("01000417"));
        PacketFrame.enter(packet);
        assertEquals(1, packet.readableBytes());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "02", "01", "0100", "010004", "01000317", "0004", "0316", "021616", "0100051700ff"})
    @Requirement("SN12-009")
    void refusesALengthThatIsNotThatOfTheDatagram(String hex) {
        ByteBuf packet = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));
        MalformedPacketException refusal =
                assertThrows(MalformedPacketException.class, () -> PacketFrame.enter(packet));
        assertEquals("Length", refusal.field());
        assertEquals(0, refusal.getStackTrace().length);
    }

    private static byte[] numbered(int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (i + 1);
        }
        return octets;
    }
}
