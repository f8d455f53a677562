package dev.dormouse.codec.v12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.codec.Requirement;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class V12PacketsTest {
    private final V12Codec codec = new V12Codec();

    @Test
    void aTraceShowsWhatAPacketSays() {
        assertEquals(
                "Publish[dup=false, qos=1, retain=true, topicIdType=NORMAL, topicId=5, msgId=9, data=\"21.5\"]",
                new Publish(false, 1, true, TopicIdType.NORMAL, 5, 9, Bytes.ofUtf8("21.5")).toString());
        assertEquals("ConnAck[returnCode=CONGESTION]", new ConnAck(ReturnCode.CONGESTION).toString());
        assertEquals("ConnAck[returnCode=RESERVED_0x7F]", new ConnAck(ReturnCode.of(0x7F)).toString());
    }

    @Test
    @Requirement("SN12-036")
    void theEmptyWillTopicIsNotTheOneWithFlagsOnly() throws MalformedPacketException {
        assertEquals(new WillTopic(0, false, null), decode("0207"));
        assertEquals(new WillTopic(2, true, Bytes.EMPTY), decode("030750"));
        assertEquals("0207", encode(new WillTopic(0, false, null)));
        assertEquals("030750", encode(new WillTopic(2, true, Bytes.EMPTY)));
    }

    @ParameterizedTest
    @CsvSource({"PUBCOMP, 0x0E", "PUBREC, 0x0F", "PUBREL, 0x10"})
    @Requirement("SN12-011")
    void theAnswersAtQosTwoHaveTheCodesOfThisProtocol(V12PacketType type, String code) {
        assertEquals(Integer.decode(code), type.code());
        assertSame(type, V12PacketType.ofCode(type.code()));
    }

    @Test
    @Requirement("SN12-010")
    void allOtherTypesAreReserved() {
        int known = 0;
        for (int code = 0; code < 256; code++) {
            if (V12PacketType.ofCode(code) != null) {
                known++;
            } else {
                String hex = "02%02x".formatted(code);
                assertEquals(
                        "MsgType",
                        assertThrows(MalformedPacketException.class, () -> decode(hex))
                                .field());
            }
        }
        assertEquals(V12PacketType.values().length, known);
        assertNull(V12PacketType.ofCode(0xFE));
    }

    @Test
    void aPingRequestOfNobodyHasNoClientId() {
        assertNull(new PingReq(Bytes.EMPTY).clientId());
    }

    @Test
    void aTopicOfTwoOctetsIsAlsoANumber() {
        assertEquals(0xFF01, new Unsubscribe(TopicIdType.PREDEFINED, 1, Bytes.ofHex("ff01")).topicId());
        assertEquals(0x6162, new Subscribe(false, 0, TopicIdType.SHORT, 1, Bytes.ofUtf8("ab")).topicId());
        assertThrows(
                IllegalStateException.class,
                () -> new Subscribe(false, 0, TopicIdType.NORMAL, 1, Bytes.ofUtf8("abc")).topicId());
    }

    @Test
    void aPacketThatCannotBeWrittenLeavesTheBufferAsItWas() {
        ByteBuf out = Unpooled.buffer();
        out.writeByte(7);
        assertThrows(IllegalArgumentException.class, () -> codec.encode(new PubRec(0x1_0000), out));
        assertThrows(IllegalArgumentException.class, () -> codec.encode(new SubAck(4, 0, 0, ReturnCode.ACCEPTED), out));
        Bytes tooLong = Bytes.of(new byte[65530]);
        assertThrows(IllegalArgumentException.class, () -> codec.encode(new WillMsg(Bytes.of(new byte[65532])), out));
        assertThrows(
                IllegalArgumentException.class,
                () -> codec.encode(new Publish(false, 0, false, TopicIdType.NORMAL, 1, 0, tooLong), out));
        assertEquals(1, out.readableBytes());
    }

    private V12Packet decode(String hex) throws MalformedPacketException {
        return codec.decode(Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)));
    }

    private String encode(V12Packet packet) {
        ByteBuf out = Unpooled.buffer();
        codec.encode(packet, out);
        return ByteBufUtil.hexDump(out);
    }
}
