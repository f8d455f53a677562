package dev.dormouse.link.znp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.radio.RadioRig;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ZnpDriverTest {
    private static final Eui64 NODE = new Eui64(0x0013a20040a1b2c3L);
    private static final String NODE_ON_LINE = "c3b2a14000a21300";
    private static final String CONNACK = "030500";
    private static final String ANNOUNCE = "45c134123412" + NODE_ON_LINE + "80";
    private static final String PING = "fe00210120";
    private static final String UP =
            "up: Z-Stack 3.x.0 coordinator eui64:0013a20040a1b2c4, firmware 2.7.1, network 1a62, channel 11";

    private RadioRig rig = new RadioRig(radio -> new ZnpDriver(radio, ZnpOptions.defaults()));
    private Coordinator coordinator = new Coordinator(rig.line);

    /** Started, a node announced, and what was heard of that forgotten. */
    private void ready() {
        rig.line.opens();
        coordinator.answers();
        coordinator.says(ANNOUNCE);
        assertEquals(List.of(UP), rig.hears());
    }

    /** A datagram from short address 1234. */
    private static String incoming(String endpointAndCluster, String data) {
        String length = HexFormat.of().toHexDigits((byte) (data.length() / 2));
        String endpoint = endpointAndCluster.substring(0, 2);
        return "44810000" + endpointAndCluster.substring(2) + "3412" + endpoint + endpoint + "006e003322110007" + length
                + data + "34121d";
    }

    private static String incoming(String data) {
        return incoming("e81100", data);
    }

    // ---- datagrams out ----

    @Test
    void a_confirmation_tells_that_a_datagram_was_delivered() {
        ready();
        rig.send(NODE, CONNACK);
        assertEquals(List.of("24013412e8e8110001101e03" + CONNACK), coordinator.answers());
        assertEquals(List.of(), rig.hears());
        coordinator.says("448000e801");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "b7:UNREACHABLE",
                "cd:UNREACHABLE",
                "e9:UNREACHABLE",
                "f0:UNREACHABLE",
                "e5:TOO_LARGE",
                "c2:REJECTED"
            })
    void a_confirmation_tells_why_a_datagram_was_not_delivered(String statusAndOutcome) {
        ready();
        rig.send(NODE, CONNACK);
        coordinator.answers();
        coordinator.says("4480" + statusAndOutcome.substring(0, 2) + "e801");
        assertEquals(List.of(NODE.text() + ": " + statusAndOutcome.substring(3)), rig.hears());
    }

    @Test
    void what_was_too_long_for_a_node_is_known_to_be() {
        ready();
        rig.send(NODE, CONNACK);
        coordinator.answers();
        coordinator.says("4480e5e801");
        assertEquals(2, rig.link.largestDatagram(NODE));
        assertEquals(80, rig.link.largestDatagram(new ShortAddress(0x1235)));
    }

    @Test
    void a_confirmation_may_come_before_the_response() {
        coordinator.answers("2401", "");
        ready();
        rig.send(NODE, CONNACK);
        coordinator.answers();
        coordinator.says("448000e801");
        coordinator.says("640100");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
        assertEquals(0, rig.count("stale answers"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "11", "1a"})
    void a_full_adapter_gets_the_datagram_again(String status) {
        ready();
        coordinator.answers("2401", "6401" + status);
        rig.send(NODE, CONNACK);
        assertEquals(1, coordinator.answers().size());
        rig.after(Duration.ofMillis(1999));
        assertEquals(List.of(), coordinator.answers());
        coordinator.answers("2401", "640100");
        rig.after(Duration.ofMillis(1));
        assertEquals(List.of("24013412e8e8110002101e03" + CONNACK), coordinator.answers());
        coordinator.says("448000e802");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void only_one_request_stands_at_a_time() {
        ready();
        coordinator.says("45ca7856" + "0200000000000000" + "0000");
        rig.send(NODE, CONNACK);
        rig.send(new Eui64(2), CONNACK);
        assertEquals("fe0d24013412e8e8110001101e03030500", rig.line.hears().substring(0, 34));
        assertEquals("", rig.line.hears());
        coordinator.says("640100");
        assertEquals("fe0d24017856e8e8110002101e03030500", rig.line.hears().substring(0, 34));
    }

    @Test
    void a_confirmation_that_never_comes_delays_no_other_node() {
        coordinator.answers("2102", "6102020202070146d93401"); // two at once
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        rig.send(new Eui64(1), CONNACK);
        rig.send(new Eui64(2), CONNACK);
        rig.send(NODE, CONNACK);
        assertEquals(2, coordinator.answers().size());
        rig.after(Duration.ofSeconds(1));
        assertEquals(1, coordinator.answers().size());
        coordinator.says("448000e803");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_confirmation_that_is_lost_delays_its_node_for_two_seconds_only() {
        ready();
        rig.send(NODE, CONNACK);
        rig.send(NODE, "0216");
        assertEquals(1, coordinator.answers().size());
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("24013412e8e8110002101e020216"), coordinator.answers());
        coordinator.says("448000e802");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_node_whose_short_address_is_unknown_is_sent_to_by_its_eui_64() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        rig.send(NODE, CONNACK);
        assertEquals(List.of("240203" + NODE_ON_LINE + "e80000e8110001101e0300" + CONNACK), coordinator.answers());
        coordinator.says("448000e801");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void everyone_who_listens_is_reached_within_the_radius_without_acknowledgement() {
        ready();
        rig.broadcast("0500010384", 2);
        assertEquals(List.of("2401fdffe8e81100010002050500010384"), coordinator.answers());
        coordinator.says("448000e801");
        assertEquals(1, rig.count("outcome: sent"));
    }

    @Test
    void a_response_that_is_lost_delays_the_other_nodes_for_a_second_only() {
        ready();
        coordinator.says("45ca7856" + "0200000000000000" + "0000");
        coordinator.answers("2401", "");
        rig.send(NODE, CONNACK);
        rig.send(new Eui64(2), CONNACK);
        assertEquals(1, coordinator.answers().size());
        rig.after(Duration.ofMillis(999));
        assertEquals(List.of(), coordinator.answers());
        coordinator.answers("2401", "640100");
        rig.after(Duration.ofMillis(1));
        assertEquals(List.of("24017856e8e8110002101e03" + CONNACK), coordinator.answers());
        coordinator.says("448000e802");
        assertEquals(List.of(new Eui64(2).text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_datagram_whose_response_is_lost_is_delivered_when_its_confirmation_says_so() {
        ready();
        coordinator.answers("2401", "");
        rig.send(NODE, CONNACK);
        coordinator.answers();
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of(), rig.hears());
        coordinator.says("448000e801");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_good_frame_within_a_spoilt_one_is_not_lost() {
        ready();
        rig.send(NODE, CONNACK);
        coordinator.answers();
        // the length of the first has grown from 0x03 to 0x0c: it seems to reach into the second
        rig.line.says("fe0c448000e80724");
        coordinator.says("448000e801");
        coordinator.says("448000e809");
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void an_adapter_that_stops_answering_is_opened_again() {
        coordinator.answers("2401", "");
        ready();
        for (int i = 1; i <= 6; i++) {
            coordinator.says("45ca" + "0" + i + "00" + "0" + i + "00000000000000" + "0000");
            rig.send(new Eui64(i), CONNACK);
        }
        for (int i = 1; i <= 6; i++) {
            assertEquals("", rig.line.lastReason());
            coordinator.answers();
            rig.after(Duration.ofSeconds(1));
        }
        assertEquals("the adapter has stopped answering", rig.line.lastReason());
    }

    @Test
    void an_adapter_that_falls_silent_is_asked_and_then_opened_again() {
        ready();
        for (int time = 1; time <= 3; time++) {
            rig.after(Duration.ofSeconds(10));
            assertEquals(time == 1 ? "" : PING, rig.line.hears());
            assertEquals(List.of(), rig.hears());
        }
        rig.after(Duration.ofSeconds(10));
        assertEquals("the adapter has stopped answering", rig.line.lastReason());
        assertEquals(List.of("down: the adapter has stopped answering"), rig.hears());
        rig.line.opens();
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void an_adapter_that_answers_when_it_is_asked_is_there() {
        ready();
        for (int time = 1; time <= 20; time++) {
            rig.after(Duration.ofSeconds(10));
            coordinator.answers();
        }
        assertEquals(List.of(), rig.hears());
        assertEquals("", rig.line.lastReason());
    }

    @Test
    void an_adapter_whose_nodes_are_heard_is_not_asked() {
        ready();
        for (int time = 1; time <= 20; time++) {
            rig.after(Duration.ofSeconds(10));
            coordinator.says(incoming("0216"));
        }
        assertEquals(List.of(), coordinator.answers());
    }

    @Test
    void a_datagram_that_is_too_long_does_not_go() {
        ready();
        rig.send(NODE, "00".repeat(81));
        assertEquals(List.of(NODE.text() + ": TOO_LARGE"), rig.hears());
        rig.send(NODE, "00".repeat(80));
        assertEquals(1, coordinator.answers().size());
    }

    // ---- datagrams in ----

    @Test
    void a_datagram_comes_from_the_eui_64_of_its_node() {
        ready();
        coordinator.says(incoming("030100"));
        coordinator.says("4482000011000" + "3" + NODE_ON_LINE + "e80000e8006e0033221100070300" + "030100" + "34121d");
        String datagram = "from " + NODE.text() + ": 030100";
        assertEquals(List.of(datagram, datagram), rig.hears());
    }

    @Test
    void a_node_that_comes_back_with_another_short_address_stays_the_same() {
        ready();
        coordinator.says("45c178567856" + NODE_ON_LINE + "80");
        coordinator.says(incoming("030100").replace("110034", "110078").replace("781" + "2", "7856"));
        rig.send(NODE, CONNACK);
        assertEquals("24017856", coordinator.answers().get(0).substring(0, 8));
        assertEquals(List.of("from " + NODE.text() + ": 030100"), rig.hears());
    }

    @Test
    void a_node_heard_under_its_short_address_only_is_looked_up_before_its_datagrams_are_told() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        coordinator.says(incoming("0201"));
        coordinator.says(incoming("0202"));
        assertEquals(List.of("250134120000"), coordinator.answers());
        assertEquals(List.of(), rig.hears());
        coordinator.says("458100" + NODE_ON_LINE + "3412" + "0000");
        coordinator.says(incoming("0203"));
        String from = "from " + NODE.text();
        assertEquals(List.of(from + ": 0201", from + ": 0202", from + ": 0203"), rig.hears());
    }

    @Test
    void a_node_that_cannot_be_looked_up_is_known_by_its_short_address() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        coordinator.says(incoming("0201"));
        coordinator.answers();
        secondsPass(7);
        assertEquals(List.of(), rig.hears());
        secondsPass(1);
        assertEquals(List.of("from nwk:1234: 0201"), rig.hears());
        coordinator.answers();
        rig.send(new ShortAddress(0x1234), CONNACK);
        assertEquals("24013412", coordinator.answers().get(0).substring(0, 8));
    }

    @Test
    void a_node_is_looked_up_again_when_it_does_not_answer() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        coordinator.says(incoming("0201"));
        List<String> asked = new ArrayList<>(coordinator.answers());
        for (int second = 1; second <= 7; second++) {
            secondsPass(1);
            asked.addAll(coordinator.answers());
        }
        assertEquals(List.of("250134120000", "250134120000", "250134120000"), asked);
        coordinator.says("458100" + NODE_ON_LINE + "3412" + "0000");
        assertEquals(List.of("from " + NODE.text() + ": 0201"), rig.hears());
        secondsPass(5);
        assertEquals(List.of(), rig.hears());
    }

    @Test
    void a_node_that_the_adapter_refuses_to_look_up_is_known_by_its_short_address_at_once() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        coordinator.answers("2501", "6501c2").says(incoming("0201"));
        assertEquals(List.of("250134120000"), coordinator.answers());
        assertEquals(List.of("from nwk:1234: 0201"), rig.hears());
        secondsPass(3);
        assertEquals(List.of(), coordinator.answers());
    }

    private void secondsPass(int seconds) {
        for (int i = 0; i < seconds; i++) {
            rig.after(Duration.ofSeconds(1));
        }
    }

    @Test
    void firmware_that_knows_no_look_up_is_not_asked_twice() {
        rig.line.opens();
        coordinator.answers();
        rig.hears();
        coordinator.answers("2501", "6000022501").says(incoming("0201"));
        coordinator.answers();
        coordinator.says(incoming("0202"));
        assertEquals(List.of(), coordinator.answers());
        assertEquals(List.of("from nwk:1234: 0201", "from nwk:1234: 0202"), rig.hears());
    }

    @ParameterizedTest
    @ValueSource(strings = {"011100", "e81200"})
    void data_for_another_application_are_not_ours(String endpointAndCluster) {
        ready();
        coordinator.says(incoming(endpointAndCluster, "030100"));
        assertEquals(List.of(), rig.hears());
        assertEquals(1, rig.count("for another application"));
    }

    // ---- what may happen ----

    @Test
    void an_adapter_that_restarts_is_told_our_endpoint_again() {
        ready();
        rig.send(NODE, CONNACK);
        coordinator.answers();
        coordinator.says("418000020102" + "0701");
        assertEquals(List.of(NODE.text() + ": LINK_DOWN", "down: the adapter has restarted"), rig.hears());
        assertTrue(coordinator.answers().stream().anyMatch(request -> request.startsWith("2400")));
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_network_that_is_lost_is_started_again() {
        ready();
        coordinator.answers("2700", "670000c4b2a14000a213000000070000");
        coordinator.says("45c000");
        assertTrue(coordinator.answers().contains("25406400"));
        coordinator.says("45c009");
        coordinator.answers();
        assertEquals(List.of("down: the adapter has lost its network", UP), rig.hears());
    }

    @Test
    void no_octets_of_any_kind_are_an_error() {
        ready();
        SplittableRandom random = new SplittableRandom(5);
        MtId[] ids = MtId.values();
        HexFormat hex = HexFormat.of();
        for (int round = 0; round < 3000; round++) {
            byte[] octets = new byte[random.nextInt(40)];
            random.nextBytes(octets);
            MtId id = ids[random.nextInt(ids.length)];
            if (random.nextInt(4) == 0) {
                rig.line.says(octets);
            } else {
                coordinator.says(
                        hex.toHexDigits((byte) id.cmd0()) + hex.toHexDigits((byte) id.cmd1()) + hex.formatHex(octets));
            }
            rig.send(NODE, CONNACK);
            coordinator.answers();
        }
        rig.after(Duration.ofSeconds(60));
        if (!rig.line.isOpen()) {
            rig.line.opens();
        }
        coordinator.says("418000020102" + "0701");
        coordinator.answers();
        List<String> heard = rig.hears();
        assertEquals(UP, heard.get(heard.size() - 1));
    }
}
