package dev.dormouse.link.xbee;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.digi.xbee.api.models.ATCommandStatus;
import com.digi.xbee.api.models.ModemStatusEvent;
import com.digi.xbee.api.models.OperatingMode;
import com.digi.xbee.api.models.XBee16BitAddress;
import com.digi.xbee.api.models.XBee64BitAddress;
import com.digi.xbee.api.models.XBeeDiscoveryStatus;
import com.digi.xbee.api.models.XBeeTransmitStatus;
import com.digi.xbee.api.packet.XBeePacket;
import com.digi.xbee.api.packet.XBeePacketParser;
import com.digi.xbee.api.packet.common.ATCommandPacket;
import com.digi.xbee.api.packet.common.ATCommandQueuePacket;
import com.digi.xbee.api.packet.common.ATCommandResponsePacket;
import com.digi.xbee.api.packet.common.ExplicitAddressingPacket;
import com.digi.xbee.api.packet.common.ExplicitRxIndicatorPacket;
import com.digi.xbee.api.packet.common.ModemStatusPacket;
import com.digi.xbee.api.packet.common.ReceivePacket;
import com.digi.xbee.api.packet.common.TransmitPacket;
import com.digi.xbee.api.packet.common.TransmitStatusPacket;
import com.digi.xbee.api.packet.raw.RX16Packet;
import com.digi.xbee.api.packet.raw.RX64Packet;
import com.digi.xbee.api.packet.raw.TX16Packet;
import com.digi.xbee.api.packet.raw.TX64Packet;
import com.digi.xbee.api.packet.raw.TXStatusPacket;
import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.Collected;
import dev.dormouse.link.frame.FrameVector;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The library of the modules' maker agrees with us on every frame, in both directions. */
final class DigiOracleTest {
    private static final int DATA = 100;

    @ParameterizedTest
    @MethodSource("dev.dormouse.link.xbee.XBeeVectorTest#goodFrames")
    void reads_our_frames_and_writes_them_the_same(FrameVector vector) throws Exception {
        ApiMode mode = vector.name().endsWith("-ap2") ? ApiMode.ESCAPED : ApiMode.PLAIN;
        byte[] content =
                Collected.from(mode.decoder(), vector.octets()).frames().get(0).toArray();
        XBeeFrame frame = java.util.Objects.requireNonNull(XBeeFrame.decode(content));

        agree(frame);
    }

    @RepeatedTest(50)
    void agrees_on_frames_with_any_values(RepetitionInfo repetition) throws Exception {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int id = random.nextInt(256);
        long eui = random.nextLong();
        int address = random.nextInt(0x10000);
        int small = random.nextInt(256);
        int cluster = random.nextInt(0x10000);
        byte[] data = new byte[1 + random.nextInt(DATA)];
        random.nextBytes(data);
        XBee64BitAddress theirEui =
                new XBee64BitAddress(Bytes.of(octets(eui, 8)).toArray());
        XBee16BitAddress theirShort = new XBee16BitAddress(octets(address, 2));
        Eui64 ourEui = new Eui64(eui);
        ShortAddress ourShort = new ShortAddress(address);
        Bytes ourData = Bytes.of(data);

        same(
                new TransmitPacket(id, theirEui, theirShort, small, small, data),
                new TransmitRequest(id, ourEui, ourShort, small, small, ourData));
        same(
                new ExplicitAddressingPacket(
                        id, theirEui, theirShort, small, 0xE8, cluster, 0xC105, small, small, data),
                new ExplicitTransmitRequest(id, ourEui, ourShort, small, 0xE8, cluster, 0xC105, small, small, ourData));
        same(
                new ReceivePacket(theirEui, theirShort, small, data),
                new dev.dormouse.link.xbee.ReceivePacket(ourEui, ourShort, small, ourData));
        same(
                new ExplicitRxIndicatorPacket(theirEui, theirShort, small, 0xE8, cluster, 0xC105, small, data),
                new ExplicitReceivePacket(ourEui, ourShort, small, 0xE8, cluster, 0xC105, small, ourData));
        same(new TX64Packet(id, theirEui, small, data), new Transmit64(id, ourEui, small, ourData));
        same(new RX64Packet(theirEui, small, small, data), new Receive64(ourEui, small, small, ourData));
    }

    @RepeatedTest(50)
    void agrees_on_questions_answers_and_statuses(RepetitionInfo repetition) throws Exception {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        int id = random.nextInt(256);
        int address = random.nextInt(0x10000);
        int small = random.nextInt(256);
        byte[] value = new byte[1 + random.nextInt(DATA)];
        random.nextBytes(value);
        XBee16BitAddress theirShort = new XBee16BitAddress(octets(address, 2));
        ShortAddress ourShort = new ShortAddress(address);
        Bytes ourValue = Bytes.of(value);
        AtName name = new AtName("NP");
        XBeeTransmitStatus delivery = any(XBeeTransmitStatus.values(), random);
        ATCommandStatus answer = any(ATCommandStatus.values(), random);
        XBeeDiscoveryStatus discovery = any(XBeeDiscoveryStatus.values(), random);
        ModemStatusEvent event = any(ModemStatusEvent.values(), random);

        same(new ATCommandPacket(id, "NP", value), new AtCommand(id, name, ourValue));
        same(new ATCommandQueuePacket(id, "NP", value), new QueuedAtCommand(id, name, ourValue));
        same(new ATCommandResponsePacket(id, answer, "NP", value), new AtResponse(id, name, answer.getId(), ourValue));
        same(
                new TransmitStatusPacket(id, theirShort, small, delivery, discovery),
                new TransmitStatus(id, ourShort, small, delivery.getId(), discovery.getId()));
        same(new ModemStatusPacket(event), new ModemStatus(event.getId()));
        same(new TX16Packet(id, theirShort, small, value), new Transmit16(id, ourShort, small, ourValue));
        same(new RX16Packet(theirShort, small, small, value), new Receive16(ourShort, small, small, ourValue));
        same(new TXStatusPacket(id, delivery), new TransmitStatus154(id, delivery.getId()));
    }

    private static <E> E any(E[] values, SplittableRandom random) {
        return values[random.nextInt(values.length)];
    }

    /** Their octets are ours, and each side reads the other's. */
    private static void same(XBeePacket theirs, XBeeFrame ours) throws Exception {
        assertArrayEquals(theirs.generateByteArray(), ApiMode.PLAIN.frame(ours));
        assertArrayEquals(theirs.generateByteArrayEscaped(), ApiMode.ESCAPED.frame(ours));
        for (ApiMode mode : ApiMode.values()) {
            byte[] line = mode == ApiMode.PLAIN ? theirs.generateByteArray() : theirs.generateByteArrayEscaped();
            List<Bytes> found = Collected.from(mode.decoder(), line).frames();
            assertEquals(1, found.size());
            assertEquals(ours, XBeeFrame.decode(found.get(0).toArray()));
        }
        agree(ours);
    }

    private static void agree(XBeeFrame frame) throws Exception {
        for (ApiMode mode : ApiMode.values()) {
            byte[] line = mode.frame(frame);
            boolean plain = mode == ApiMode.PLAIN;
            XBeePacket read =
                    new XBeePacketParser().parsePacket(line, plain ? OperatingMode.API : OperatingMode.API_ESCAPE);
            assertArrayEquals(line, plain ? read.generateByteArray() : read.generateByteArrayEscaped());
        }
    }

    private static byte[] octets(long value, int length) {
        byte[] octets = new byte[length];
        for (int i = 0; i < length; i++) {
            octets[i] = (byte) (value >> (8 * (length - 1 - i)));
        }
        return octets;
    }
}
