package dev.dormouse.gateway.dialect.v12;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.MalformedPacketException;
import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.message.FromAnyone;
import dev.dormouse.gateway.message.Heard;
import dev.dormouse.gateway.message.TopicRef;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class NamesAtQosMinusOneTest {
    /** QoS −1, topic id type normal, "topic id" 3: the name "a/b" in front of the data "hi". */
    private static final String NAMED = "0c0c6000030000612f626869";

    private static Heard heard(Dialect dialect, String hex) throws MalformedPacketException {
        return dialect.decode(Unpooled.wrappedBuffer(Bytes.ofHex(hex).toArray()));
    }

    @Test
    void areUnderstoodWhereTheOperatorAllowsThem() throws MalformedPacketException {
        assertEquals(
                new FromAnyone.PublishWithoutSession(new TopicRef.Name(Bytes.ofUtf8("a/b")), Bytes.ofUtf8("hi"), false),
                heard(V12Dialect.withNamesAtQosMinusOne(), NAMED));
    }

    @Test
    void areMalformedByTheSpecification() {
        assertThrows(MalformedPacketException.class, () -> heard(new V12Dialect(), NAMED));
    }

    @Test
    void areMalformedWhenTheNameIsLongerThanTheData() {
        String cut = "0a0c60000900006162" + "63";
        assertThrows(MalformedPacketException.class, () -> heard(V12Dialect.withNamesAtQosMinusOne(), cut));
    }
}
