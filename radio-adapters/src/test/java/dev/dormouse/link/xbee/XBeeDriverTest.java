package dev.dormouse.link.xbee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.radio.RadioRig;
import dev.dormouse.link.zigbee.Application;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class XBeeDriverTest {
    private static final Eui64 NODE = new Eui64(0x0013a20040a1b2c3L);
    private static final String CONNACK = "030500";
    private static final String DESCRIPTION =
            "XBee eui64:0013a20040a1b2c4, ZigBee firmware 4061, network 1a62, channel 15, datagrams up to 255 octets";

    private RadioRig rig = new RadioRig(radio -> new XBeeDriver(radio, XBeeOptions.defaults()));

    private Module started(int apiMode) {
        Module module = new Module(rig.line, apiMode);
        rig.line.opens();
        module.answers();
        return module;
    }

    /** Started, and what was heard of that forgotten. */
    private Module ready() {
        Module module = started(1);
        rig.hears();
        return module;
    }

    private void threeSecondsPass() {
        for (int second = 0; second < 3; second++) {
            rig.after(Duration.ofSeconds(1));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void finds_out_the_api_mode_and_the_module(int apiMode) {
        started(apiMode);
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
        assertEquals(255, rig.link.largestDatagram(NODE));
    }

    @Test
    void boot_text_before_the_answer_does_no_harm() {
        rig.line.opens();
        rig.line.says("7e0100 52656164790d0a 7e");
        rig.after(Duration.ofSeconds(1));
        new Module(rig.line, 1).answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void opens_again_when_nothing_answers() {
        rig.line.opens();
        threeSecondsPass();
        assertTrue(rig.line.lastReason().contains("no XBee module in API mode answers"), rig.line.lastReason());
        rig.line.opens();
        new Module(rig.line, 1).answers();
        assertTrue(rig.hears().contains("up: " + DESCRIPTION));
    }

    @Test
    void opens_again_when_the_module_falls_silent_within_the_start() {
        Module module = new Module(rig.line, 1);
        rig.line.opens();
        assertEquals("7e00040801415065", rig.line.hears());
        module.says("8801415000" + "01");
        assertEquals("7e000408024856", rig.line.hears().substring(0, 14));
        threeSecondsPass();
        assertTrue(rig.line.lastReason().contains("parameter HV"), rig.line.lastReason());
    }

    @Test
    void a_status_tells_that_a_datagram_was_delivered() {
        Module module = ready();
        rig.send(NODE, CONNACK);
        assertEquals("7e001110010013a20040a1b2c3fffe0000030500de", rig.line.hears());
        assertEquals(List.of(), rig.hears());
        module.says("8b011234000000");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "01:UNREACHABLE",
                "21:UNREACHABLE",
                "24:UNREACHABLE",
                "25:UNREACHABLE",
                "75:UNREACHABLE",
                "22:LINK_DOWN",
                "74:TOO_LARGE",
                "2d:REJECTED",
                "34:REJECTED",
                "ee:REJECTED"
            })
    void a_status_tells_why_a_datagram_was_not_delivered(String statusAndOutcome) {
        Module module = ready();
        rig.send(NODE, CONNACK);
        module.says("8b01fffd00" + statusAndOutcome.substring(0, 2) + "00");
        assertEquals(List.of(NODE.text() + ": " + statusAndOutcome.substring(3)), rig.hears());
    }

    @Test
    void nothing_is_too_long_for_a_module_that_has_not_told_how_much_it_takes() {
        assertEquals(255, rig.link.largestDatagram(NODE));
        rig.send(NODE, "00".repeat(255));
        assertEquals(List.of(NODE.text() + ": LINK_DOWN"), rig.hears());
    }

    @Test
    void a_module_that_takes_more_than_configured_is_not_asked_to() {
        XBeeOptions usual = XBeeOptions.defaults();
        XBeeOptions options = new XBeeOptions(
                usual.application(), usual.window(), 70, usual.patience(), usual.sleepyPatience(), false);
        rig = new RadioRig(radio -> new XBeeDriver(radio, options));
        ready();
        assertEquals(70, rig.link.largestDatagram(NODE));
        rig.broadcast("00".repeat(71), 0);
        assertEquals(1, rig.count("outcome: too-large"));
    }

    @Test
    void twelve_nodes_that_are_gone_do_not_hold_up_one_that_is_there() {
        XBeeOptions usual = XBeeOptions.defaults();
        XBeeOptions options = new XBeeOptions(
                usual.application(), usual.window(), 255, usual.sleepyPatience(), usual.sleepyPatience(), false);
        rig = new RadioRig(radio -> new XBeeDriver(radio, options));
        Module module = ready();
        for (int node = 1; node <= 12; node++) {
            rig.send(new ShortAddress(node), CONNACK);
            rig.send(new ShortAddress(node), CONNACK);
        }
        List<String> underWay = new ArrayList<>(module.answersAndHears());
        for (int second = 1; second <= 8; second++) {
            rig.after(Duration.ofSeconds(1));
            underWay.addAll(module.answersAndHears());
        }
        assertEquals(
                24, underWay.stream().filter(frame -> frame.startsWith("10")).count());
        rig.send(NODE, CONNACK);
        assertTrue(module.answers().startsWith("1019" + "0013a20040a1b2c3"));
    }

    @Test
    void what_was_too_long_for_a_node_is_known_to_be_until_the_module_restarts() {
        Module module = ready();
        int before = rig.link.largestDatagram(NODE);
        rig.send(NODE, CONNACK);
        module.says("8b01fffd007400");
        assertEquals(2, rig.link.largestDatagram(NODE));
        assertEquals(before, rig.link.largestDatagram(new ShortAddress(0x1234)));
        module.says("8a00");
        assertEquals(before, rig.link.largestDatagram(NODE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"02", "2c", "32"})
    void a_busy_module_gets_the_datagram_again(String status) {
        Module module = ready();
        rig.send(NODE, CONNACK);
        assertEquals("1001", module.answers().substring(0, 4));
        module.says("8b01fffd00" + status + "00");
        assertEquals("", module.answers());
        rig.after(Duration.ofMillis(500));
        assertEquals("1002", module.answers().substring(0, 4));
        module.says("8b021234000000");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_status_that_never_comes_is_not_waited_for_and_stale_when_it_does() {
        Module module = ready();
        rig.send(NODE, CONNACK);
        rig.after(Duration.ofSeconds(8));
        assertEquals(List.of(NODE.text() + ": UNKNOWN"), rig.hears());
        module.says("8b011234000000");
        assertEquals(List.of(), rig.hears());
        assertEquals(1, rig.count("stale answers"));
    }

    @Test
    void a_status_that_is_lost_delays_its_node_for_two_seconds_only() {
        Module module = ready();
        rig.send(NODE, CONNACK);
        rig.send(NODE, "0216");
        assertEquals("1001", module.answers().substring(0, 4));
        rig.after(Duration.ofSeconds(2));
        assertEquals("10020013a20040a1b2c3fffe00000216", module.answers());
        module.says("8b021234000000");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_module_that_has_stopped_answering_is_asked_again_who_it_is() {
        Module module = ready();
        for (int time = 1; time <= 3; time++) {
            rig.after(Duration.ofSeconds(10));
            assertEquals(List.of(), rig.hears());
        }
        rig.after(Duration.ofSeconds(10));
        assertEquals(List.of("down: the XBee module has stopped answering"), rig.hears());
        module.answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void a_module_that_answers_when_it_is_asked_is_there() {
        Module module = ready();
        for (int time = 1; time <= 20; time++) {
            rig.after(Duration.ofSeconds(10));
            module.answers();
        }
        assertEquals(List.of(), rig.hears());
    }

    @Test
    void a_node_that_sleeps_is_given_more_time() {
        Module module = ready();
        module.says("900013a20040a1b2c31234" + "41" + "0216");
        rig.hears();
        rig.send(NODE, CONNACK);
        rig.after(Duration.ofSeconds(44));
        module.says("8b011234000000");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void nodes_that_sleep_delay_others_by_no_more_than_a_second() {
        Module module = ready();
        for (int node = 1; node <= 3; node++) {
            rig.send(new Eui64(node), CONNACK);
            assertEquals("10", module.answers().substring(0, 2));
        }
        rig.send(NODE, CONNACK);
        assertEquals("", module.answers());
        rig.after(Duration.ofMillis(999));
        assertEquals("", module.answers());
        rig.after(Duration.ofMillis(1));
        assertEquals("10040013a20040a1b2c3fffe0000030500", module.answers());
        module.says("8b041234000000");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void both_receive_frames_give_the_datagram_and_the_eui_64() {
        Module module = ready();
        module.says("900013a20040a1b2c3123402030100");
        module.says("910013a20040a1b2c31234e8e80011c10501030100");
        String datagram = "from eui64:0013a20040a1b2c3: 030100";
        assertEquals(List.of(datagram, datagram), rig.hears());
    }

    @Test
    void data_for_another_application_are_not_ours() {
        ready().says("910013a20040a1b2c31234e8e80012c10501030100");
        assertEquals(List.of(), rig.hears());
        assertEquals(1, rig.count("for another application"));
    }

    @Test
    void the_short_address_a_node_was_heard_from_saves_the_search_for_it() {
        Module module = ready();
        module.says("900013a20040a1b2c37d1101030100");
        rig.send(NODE, CONNACK);
        assertEquals("10010013a20040a1b2c37d110000030500", module.answers());
        module.says("8b01fffd002401");
        rig.send(NODE, CONNACK);
        assertEquals("10020013a20040a1b2c3fffe0000030500", module.answers());
    }

    @Test
    void a_node_that_comes_back_with_another_short_address_stays_the_same() {
        Module module = ready();
        module.says("900013a20040a1b2c3123401030100");
        module.says("900013a20040a1b2c3777701030100");
        assertEquals(
                2,
                rig.hears().stream()
                        .filter(line -> line.startsWith("from " + NODE.text()))
                        .count());
    }

    @Test
    void without_an_eui_64_the_short_address_names_the_node_unless_it_is_known() {
        Module module = ready();
        module.says("90ffffffffffffffff1234010216");
        LinkAddress unknown = new ShortAddress(0x1234);
        assertEquals(List.of("from nwk:1234: 0216"), rig.hears());
        rig.send(unknown, CONNACK);
        assertEquals("1001ffffffffffffffff12340000030500", module.answers());
        module.says("950013a20040a1b2c312340212340013a20040a1b2c34e4f44453100fffe0102c105101e");
        module.says("90ffffffffffffffff1234010216");
        assertEquals(List.of("from eui64:0013a20040a1b2c3: 0216"), rig.hears());
    }

    @Test
    void a_module_that_restarts_is_asked_again() {
        Module module = ready();
        rig.send(NODE, CONNACK);
        module.answers();
        module.says("8a00");
        assertEquals(List.of(NODE.text() + ": LINK_DOWN", "down: the XBee module has restarted"), rig.hears());
        module.answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void a_module_that_loses_its_network_is_asked_until_it_is_back() {
        Module module = ready();
        module.has("AI", "22").says("8a03");
        assertEquals(List.of("down: the XBee module has lost its network"), rig.hears());
        rig.after(Duration.ofSeconds(2));
        module.answers();
        assertTrue(rig.hears().get(0).startsWith("down: the XBee module has no network yet"));
        module.has("AI", "00");
        rig.after(Duration.ofSeconds(2));
        module.answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void a_module_without_network_comes_up_when_it_has_joined() {
        Module module = new Module(rig.line, 1).has("AI", "21");
        rig.line.opens();
        module.answers();
        assertTrue(rig.hears().get(0).startsWith("down: the XBee module has no network yet"));
        module.has("AI", "00").says("8a02");
        module.answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void a_module_that_falls_silent_while_it_has_no_network_is_asked_again_who_it_is() {
        Module module = new Module(rig.line, 1).has("AI", "21");
        rig.line.opens();
        module.answers();
        rig.hears();
        for (int time = 1; time <= 19; time++) {
            rig.after(Duration.ofSeconds(2));
            rig.line.hears();
        }
        assertEquals(List.of(), rig.hears());
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("down: the XBee module has stopped answering"), rig.hears());
        module.has("AI", "00").answers();
        assertEquals(List.of("up: " + DESCRIPTION), rig.hears());
    }

    @Test
    void everyone_is_reached_within_the_radius() {
        Module module = ready();
        rig.broadcast("0500010384", 2);
        assertEquals("1001000000000000fffffffe02000500010384", module.answers());
        module.says("8b01fffe000000");
        assertEquals(1, rig.count("outcome: sent"));
    }

    @Test
    void the_most_octets_follow_from_the_firmware_and_encryption() {
        Module module = new Module(rig.line, 1).has("EE", "01").has("NP", "0042");
        rig.line.opens();
        module.answers();
        assertEquals(66, rig.link.largestDatagram(NODE));
        rig.broadcast("00".repeat(75), 0);
        assertEquals(1, rig.count("outcome: too-large"));
        rig.broadcast("00".repeat(74), 0);
        assertEquals("1001", module.answers().substring(0, 4));
    }

    @Test
    void a_module_for_802_15_4_has_frames_of_its_own() {
        Module module = new Module(rig.line, 1).has("HV", "1744").has("VR", "10ef");
        module.has("NP", "0064");
        rig.line.opens();
        module.answers();
        assertTrue(rig.hears().get(0).contains("802.15.4"));
        rig.send(NODE, CONNACK);
        assertEquals("00010013a20040a1b2c300030500", module.answers());
        module.says("890100");
        module.says("800013a20040a1b2c32800030100");
        module.says("8112342802030100");
        rig.send(new ShortAddress(0x1234), CONNACK);
        assertEquals("0102123400030500", module.answers());
        module.says("890201");
        rig.broadcast("0500010384", 0);
        assertEquals("0103ffff000500010384", module.answers());
        assertEquals(
                List.of(
                        NODE.text() + ": DELIVERED",
                        "from eui64:0013a20040a1b2c3: 030100",
                        "from nwk:1234: 030100",
                        "nwk:1234: UNREACHABLE"),
                rig.hears());
        assertEquals(100, rig.link.largestDatagram(NODE));
    }

    @Test
    void another_application_is_asked_for_and_sent_to() {
        Application application = new Application(0x54, 0xC105, 0xFC54);
        XBeeOptions options =
                new XBeeOptions(application, 3, 255, Duration.ofSeconds(8), Duration.ofSeconds(45), false);
        rig = new RadioRig(radio -> new XBeeDriver(radio, options));
        Module module = ready();
        assertEquals("01", module.parameter("AO"));
        rig.send(NODE, CONNACK);
        assertEquals("11010013a20040a1b2c3fffe5454fc54c1050000030500", module.answers());
        module.says("910013a20040a1b2c312345454fc54c10501030100");
        assertEquals(List.of("from " + NODE.text() + ": 030100"), rig.hears());
    }

    @Test
    void no_octets_of_any_kind_are_an_error() {
        SplittableRandom random = new SplittableRandom(4);
        Module module = started(1);
        int[] types = {0x88, 0x89, 0x8A, 0x8B, 0x90, 0x91, 0x95, 0x80, 0x81, 0x08, 0x10, 0x77};
        for (int round = 0; round < 3000; round++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            if (random.nextInt(4) == 0) {
                rig.line.says(octets);
            } else {
                module.says(java.util.HexFormat.of().toHexDigits((byte) types[random.nextInt(types.length)])
                        + java.util.HexFormat.of().formatHex(octets));
            }
            rig.send(NODE, CONNACK);
            module.answers();
        }
        rig.after(Duration.ofSeconds(60));
        module.answers();
        module.says("8a00");
        module.answers();
        List<String> heard = rig.hears();
        assertEquals("up: " + DESCRIPTION, heard.get(heard.size() - 1));
    }

    @Test
    void addresses_are_read_as_they_are_written() {
        LinkAddress address = new ShortAddress(0x00FE);
        assertEquals(NODE, rig.link.address(NODE.text()));
        assertEquals(address, rig.link.address(address.text()));
        assertEquals(null, rig.link.address("192.0.2.1:5001"));
        assertEquals(null, rig.link.address("eui64:0013a200"));
    }
}
