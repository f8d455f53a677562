package dev.dormouse.codec.v12;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.ForwarderEnvelope;
import dev.dormouse.codec.MalformedPacketException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Searches for octets that are neither a packet nor malformed when JAZZER_FUZZ=1; otherwise replays what was found before. */
class V12CodecFuzzTest {
    private final V12Codec codec = new V12Codec();

    @FuzzTest(maxDuration = "60s")
    void anyOctetsAreAPacketOrMalformed(byte[] octets) {
        try {
            ByteBuf datagram = Unpooled.wrappedBuffer(octets);
            if (ForwarderEnvelope.startsIn(datagram)) {
                ForwarderEnvelope.open(datagram);
            }
            Bytes inner = Bytes.read(datagram, datagram.readableBytes());
            V12Packet packet = codec.decode(Unpooled.wrappedBuffer(inner.toArray()));
            ByteBuf again = Unpooled.buffer();
            codec.encode(packet, again);
            Bytes written = Bytes.read(again, again.readableBytes());
            if (!written.equals(ShortestForm.of(inner))) {
                throw new AssertionError(inner + " became " + written);
            }
        } catch (MalformedPacketException expected) {
            // One of the two things that may happen.
        }
    }
}
