package dev.dormouse.sim.dongle.xbee;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Air;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.FaultScript;
import dev.dormouse.sim.dongle.Rig;
import dev.dormouse.sim.dongle.Tally;
import dev.dormouse.sim.dongle.Timeline;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CommandModeTest {
    private final Timeline time = new Timeline();
    private final StringBuilder said = new StringBuilder();
    private final XbeeDongle dongle = new XbeeDongle(
            new Rig(
                    time,
                    new Air(time, AirConditions.CLEAR, 1),
                    octets -> said.append(new String(octets.toArray(), StandardCharsets.ISO_8859_1)),
                    FaultScript.none(time),
                    new Tally()),
            XbeeOptions.of(XbeeFirmware.ZIGBEE_S2C, 0));

    private String hears(String text) {
        dongle.hear(Bytes.ofUtf8(text));
        String answer = said.toString();
        said.setLength(0);
        return answer;
    }

    @Test
    void threePlusSignsBetweenSilencesOpenItAndLeavingItBeginsFrames() {
        assertEquals("", hears("+++"));
        time.advanceTo(1000);
        assertEquals("OK\r", said.toString());
        said.setLength(0);
        assertEquals("OK\r", hears("ATAP1\r"));
        assertEquals("ERROR\r", hears("ATAP7\r"));
        assertEquals("ERROR\r", hears("nonsense\r"));
        assertEquals("OK\r", hears("ATCN\r"));
        dongle.hear(Bytes.ofHex("7e00040801415065"));
        assertEquals("~", said.substring(0, 1));
    }

    @Test
    void withoutSilenceAroundThemPlusSignsAreForTheAir() {
        hears("hello");
        time.advanceTo(999);
        hears("+++");
        time.advanceTo(3000);
        hears("+++");
        time.advanceTo(3500);
        hears("more");
        time.advanceTo(6000);
        assertEquals("", said.toString());
    }
}
