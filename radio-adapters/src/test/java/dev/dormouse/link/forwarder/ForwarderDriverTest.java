package dev.dormouse.link.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.radio.RadioRig;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ForwarderDriverTest {
    private static final LinkAddress LINE = SerialAddress.LINE;
    private static final String CONNACK = "05fe001234030500";

    private static RadioRig rig(ForwarderOptions options) {
        RadioRig rig = new RadioRig(radio -> new ForwarderDriver(radio, options));
        rig.line.opens();
        rig.hears();
        return rig;
    }

    @Test
    void isUpWhenTheLineIsOpen() {
        RadioRig rig = new RadioRig(radio -> new ForwarderDriver(radio, ForwarderOptions.defaults()));
        assertEquals(List.of(), rig.hears());
        rig.line.opens();
        assertEquals(List.of("up: forwarder, slip, crc none, with envelopes"), rig.hears());
    }

    @Test
    void passesDatagramsBothWays() {
        RadioRig rig = rig(ForwarderOptions.defaults());
        rig.line.says("c005fe001234030100c0");
        assertEquals(List.of("from line: 05fe001234030100"), rig.hears());
        rig.send(LINE, CONNACK);
        assertEquals("c005fe001234030500c0", rig.line.hears());
        assertEquals(List.of("line: SENT"), rig.hears());
    }

    @Test
    void forgetsHalfAFrameWhenTheDeviceVanishes() {
        RadioRig rig = rig(ForwarderOptions.defaults());
        rig.line.says("c005fe0012");
        rig.line.vanishes("unplugged");
        rig.line.opens();
        rig.hears();
        rig.line.says("34030100c0c005fe001234030100c0");
        assertEquals(List.of("from line: 05fe001234030100"), rig.hears());
        assertEquals(1, rig.count("frames: no packet"));
    }

    @Test
    void countsWhatItCannotRead() {
        RadioRig rig = rig(ForwarderOptions.defaults().with(Crc.X25));
        rig.line.says("c005fe001234030100c0");
        rig.line.says("c00bfe00db4103c0");
        assertEquals(List.of(), rig.hears());
        assertEquals(1, rig.count("frames: checksum"));
        assertEquals(1, rig.count("frames: escape"));
    }

    @Test
    void aPauseEndsAPacketWithoutFraming() {
        RadioRig rig = rig(ForwarderOptions.defaults().with(Framing.LENGTH).withoutEnvelopes());
        rig.line.says("62"); // announces 98 octets
        rig.after(Duration.ofMillis(101));
        rig.line.says("0b0404");
        rig.after(Duration.ofMillis(50));
        rig.line.says("01001e6e6f646531");
        assertEquals(List.of("from line: 0b040401001e6e6f646531"), rig.hears());
        assertEquals(1, rig.count("frames: silence"));
    }

    @Test
    void broadcastsGoToTheIdOfOnesOnly() {
        RadioRig rig = rig(ForwarderOptions.defaults());
        rig.broadcast("0500010384", 3);
        assertEquals("c005fe03ffff0500010384c0", rig.line.hears());
    }

    @Test
    void aNodeWhoseQueueIsFullTakesNothingFromTheOthers() {
        RadioRig rig = rig(ForwarderOptions.defaults());
        rig.line.stopsDraining();
        for (int i = 0; i < 20; i++) {
            rig.send(LINE, CONNACK);
        }
        rig.hears();
        rig.send(LINE, "05fe005678030500");
        assertEquals(List.of(), rig.hears(), "taken, while the first node's queue is full");
        rig.send(LINE, CONNACK);
        assertEquals(List.of("line: BUSY"), rig.hears());
    }

    @Test
    void aquilaTakesOneFrameAtATime() {
        RadioRig rig = rig(ForwarderOptions.aquila());
        rig.send(LINE, "05fe003412030201");
        rig.send(LINE, "05fe003412030201");
        assertEquals("c005fe0134120302013a4cc0", rig.line.hears());
        assertEquals("", rig.line.hears());

        rig.line.says("c0000002014376c0");
        assertEquals(List.of("line: SENT"), rig.hears());
        assertEquals("c005fe0134120302013a4cc0", rig.line.hears());

        rig.line.says("c0000002006266c0");
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(201));
        assertEquals("c005fe0134120302013a4cc0", rig.line.hears(), "refused, so once more");
    }

    @Test
    void aquilaMayNeverAnswer() {
        RadioRig rig = rig(ForwarderOptions.aquila());
        rig.send(LINE, "05fe003412030201");
        rig.after(Duration.ofSeconds(6));
        assertEquals(List.of("line: UNKNOWN"), rig.hears());
        rig.line.says("c0000002014376c0");
        assertEquals(1, rig.count("stale answers"));
    }

    @Test
    void mendsTheLengthThatAquilaWrites() {
        RadioRig rig = rig(ForwarderOptions.aquila());
        rig.line.says("c0ff1c08fe013412030100c6d4c0");
        assertEquals(List.of("from line: 05fe013412030100"), rig.hears());
    }

    @Test
    void knowsItsAddressAgain() {
        RadioRig rig = rig(ForwarderOptions.defaults());
        assertEquals(LINE, rig.link.address("line"));
        assertNull(rig.link.address("192.0.2.1:5000"));
    }
}
