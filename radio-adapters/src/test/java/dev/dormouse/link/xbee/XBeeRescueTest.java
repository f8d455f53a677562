package dev.dormouse.link.xbee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.radio.RadioRig;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A module in transparent mode, as they are sold. */
final class XBeeRescueTest {
    private static final String QUESTION = "7e00040801415065";

    private final RadioRig rig =
            new RadioRig(radio -> new XBeeDriver(radio, XBeeOptions.defaults().withAutoConfigure()));

    /** Three questions and the silence after them have brought nothing. */
    private void isSilent() {
        rig.line.opens();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertEquals(QUESTION, rig.line.hears());
            rig.after(Duration.ofSeconds(1));
        }
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(1200));
    }

    private void says(String text) {
        rig.line.says(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String hears() {
        return new String(HexFormat.of().parseHex(rig.line.hears()), StandardCharsets.US_ASCII);
    }

    @Test
    void is_brought_into_api_mode_by_its_command_mode() {
        isSilent();
        assertEquals("+++", hears());
        says("OK\r");
        assertEquals("ATAP1\r", hears());
        says("OK\r");
        assertEquals("ATCN\r", hears());
        says("OK\r");
        new Module(rig.line, 1).answers();
        assertTrue(rig.hears().get(0).startsWith("up: XBee"));
    }

    @Test
    void its_answers_may_come_in_pieces_behind_what_nodes_say() {
        isSilent();
        assertEquals("+++", hears());
        says("22.5 degrees, O");
        says("K");
        assertEquals("", hears());
        says("\r");
        assertEquals("ATAP1\r", hears());
    }

    @Test
    void is_given_up_when_it_does_not_enter_command_mode() {
        isSilent();
        assertEquals("+++", hears());
        rig.after(Duration.ofMillis(2500));
        assertEquals("", hears());
        assertTrue(rig.line.lastReason().contains("no XBee module in API mode answers"), rig.line.lastReason());
    }

    @Test
    void is_given_up_when_it_is_silent_in_api_mode_too() {
        isSilent();
        for (String line : List.of("+++", "ATAP1\r", "ATCN\r")) {
            assertEquals(line, hears());
            says("OK\r");
        }
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertEquals("", rig.line.lastReason());
            rig.after(Duration.ofSeconds(1));
        }
        assertTrue(rig.line.lastReason().contains("no XBee module in API mode answers"), rig.line.lastReason());
    }

    @Test
    void a_module_that_answers_late_is_not_spoken_to_in_letters() {
        rig.line.opens();
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofSeconds(1));
        new Module(rig.line, 1).answers();
        assertTrue(rig.hears().get(0).startsWith("up: XBee"));
        rig.after(Duration.ofSeconds(2));
        assertEquals("", hears());
    }

    @Test
    void a_module_that_is_to_be_taken_as_it_is_hears_nothing_of_it() {
        RadioRig other = new RadioRig(radio -> new XBeeDriver(radio, XBeeOptions.defaults()));
        other.line.opens();
        for (int attempt = 1; attempt <= 3; attempt++) {
            assertEquals(QUESTION, other.line.hears());
            other.after(Duration.ofSeconds(1));
        }
        other.after(Duration.ofSeconds(5));
        assertEquals("", other.line.hears());
    }
}
