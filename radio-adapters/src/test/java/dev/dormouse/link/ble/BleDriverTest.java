package dev.dormouse.link.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.radio.RadioRig;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BleDriverTest {
    private static final String A = "c0db7e7d1101";
    private static final String B = "c0db7e7d1102";
    private static final BleAddress NODE = new BleAddress(0xc0db7e7d1101L, true);
    private static final BleAddress OTHER = new BleAddress(0xc0db7e7d1102L, true);
    private static final String CONNACK = "030500";
    private static final String UP = "up: Bluetooth 5.0 controller 00:11:22:33:44:00, 8 buffers of 27 octets";
    private static final String SCAN_ON = "010c20020101";
    private static final String SCAN_OFF = "010c20020001";
    private static final String CREATE_A = "010d201960006000000101117d7edbc00118002800040090010000" + "0000";

    private RadioRig rig = rig(BleOptions.defaults());
    private ScriptedController controller = new ScriptedController(rig.line);

    private static RadioRig rig(BleOptions options) {
        return new RadioRig(radio -> new BleDriver(radio, options));
    }

    private void use(BleOptions options) {
        rig = rig(options);
        controller = new ScriptedController(rig.line);
    }

    private static BleOptions with(BleOptions.Mapping mapping, int connections, boolean advertisements) {
        return new BleOptions(NodeFilter.nordicUart(), connections, mapping, 250, advertisements, 0xFFFF);
    }

    private static BleOptions with(NodeFilter nodes) {
        return new BleOptions(nodes, 20, BleOptions.Mapping.STREAM, 250, false, 0xFFFF);
    }

    private void ready() {
        rig.line.opens();
        controller.hears();
        assertEquals(List.of(UP), rig.hears());
        rig.after(Duration.ofSeconds(6));
        controller.hears();
    }

    /** A node is found, connected, and its service is found. */
    private void connected(int handle, String address) {
        controller.advertises(0, address, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        controller.connects(handle, address);
        controller.hears();
    }

    /** What a host writes to a node, of one packet. */
    private static String write(int handle, String value) {
        int l2cap = 3 + value.length() / 2;
        return "02" + ScriptedController.pair(handle) + ScriptedController.pair(4 + l2cap)
                + ScriptedController.pair(l2cap) + "0400" + "521000" + value;
    }

    // ---- the start ----

    @Test
    void a_controller_is_reset_asked_who_it_is_and_told_to_scan() {
        rig.line.opens();
        assertEquals(
                List.of(
                        "01030c00",
                        "01011000",
                        "01091000",
                        "01010c081080000200000020",
                        "010120080700000000000000",
                        "01022000",
                        "01052006004433221" + "1c0",
                        "010b200701600030000100",
                        "01242004fb004808",
                        SCAN_ON),
                controller.hears());
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_controller_that_shares_its_buffers_is_asked_for_those() {
        controller.returns("0220", "00000000").returns("0510", "00fb0000" + "04000000");
        rig.line.opens();
        assertTrue(controller.hears().contains("01051000"));
        assertEquals(List.of("up: Bluetooth 5.0 controller 00:11:22:33:44:00, 4 buffers of 251 octets"), rig.hears());
    }

    @Test
    void a_controller_that_is_too_old_for_long_packets_does_without() {
        controller.returns("2420", "01");
        rig.line.opens();
        controller.hears();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void what_was_on_the_line_before_the_reset_is_passed_over() {
        rig.line.opens();
        rig.line.says("7e7d1101020106" + "041001" + "42" + "ff04");
        controller.hears();
        assertEquals(List.of(UP), rig.hears());
        assertEquals(0, rig.count("restarts of the controller"));
    }

    @Test
    void a_silent_line_is_reset_three_times_and_given_up_with_a_reason() {
        controller.returns("030c", "");
        rig.line.opens();
        assertEquals(List.of("01030c00"), controller.hears());
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofSeconds(1));
        assertEquals(List.of("01030c00", "01030c00"), controller.hears());
        rig.after(Duration.ofSeconds(1));
        assertTrue(rig.line.lastReason().contains("no Bluetooth controller answers"), rig.line.lastReason());
    }

    @Test
    void a_controller_that_refuses_the_start_is_given_up_with_a_reason() {
        controller.returns("0520", "12");
        rig.line.opens();
        controller.hears();
        assertEquals("the controller refuses LE_SET_RANDOM_ADDRESS: invalid parameters", rig.line.lastReason());
    }

    @Test
    void no_command_is_sent_before_the_controller_takes_it() {
        rig.line.opens();
        assertEquals("01030c00", rig.line.hears());
        controller.event("0e", "00030c00");
        assertEquals("", rig.line.hears());
        controller.event("0e", "010000");
        assertEquals("01011000", rig.line.hears());
    }

    // ---- finding nodes ----

    @Test
    void a_node_that_offers_the_service_is_connected_and_readied() {
        ready();
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(SCAN_OFF, CREATE_A), controller.hears());
        controller.connects(1, A);
        assertEquals(
                List.of(
                        "02010007000300040002f700",
                        SCAN_ON,
                        "0201001b0017000400060100ffff00289ecadc240ee5a9e093f3a3b50100406e",
                        "0201000b0007000400080e0013000328",
                        "020100090005000400" + "0413001300",
                        "020100090005000400" + "1213000100"),
                controller.hears());
    }

    @Test
    void a_node_may_be_known_by_its_name_which_it_tells_only_when_asked() {
        use(with(new NodeFilter(List.of("dm-*"), List.of(), List.of())));
        ready();
        controller.advertises(0, A, "020106");
        controller.advertises(4, A, "0409" + "646d78");
        assertEquals(List.of(), controller.hears());
        controller.advertises(4, A, "0609" + "646d2d3131");
        assertEquals(List.of(SCAN_OFF, CREATE_A), controller.hears());
    }

    @Test
    void a_node_may_be_known_by_its_address_and_is_then_not_asked() {
        use(with(new NodeFilter(List.of(), List.of(NODE), List.of())));
        rig.line.opens();
        assertTrue(controller.hears().contains("010b200700600030000100"), "passive");
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(), controller.hears());
        controller.advertises(0, A, "020106");
        assertEquals(List.of(SCAN_OFF, CREATE_A), controller.hears());
    }

    @Test
    void what_takes_no_connections_is_left_alone() {
        ready();
        controller.advertises(3, A, ScriptedController.NUS_ADVERTISED);
        controller.advertises(4, B, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(), controller.hears());
    }

    @Test
    void only_so_many_nodes_are_connected_as_configured() {
        use(with(BleOptions.Mapping.STREAM, 1, false));
        ready();
        connected(1, A);
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(), controller.hears());
        controller.disconnects(1, "13");
        assertEquals(List.of(SCAN_ON), controller.hears());
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertEquals(2, controller.hears().size());
    }

    @Test
    void a_controller_may_take_fewer_connections_than_configured() {
        ready();
        connected(1, A);
        controller.returns("0d20", "09");
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertEquals(2, controller.hears().size());
        assertEquals(List.of(), controller.hears());
        rig.after(Duration.ofMinutes(1));
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertFalse(controller.hears().stream().anyMatch(each -> each.startsWith("010d20")));
        controller.disconnects(1, "08");
        controller.returns("0d20", "00").advertises(0, B, ScriptedController.NUS_ADVERTISED);
        assertTrue(controller.hears().stream().anyMatch(each -> each.startsWith("010d20")));
    }

    @Test
    void how_many_connections_a_controller_takes_is_tried_again_when_one_has_ended() {
        ready();
        connected(1, A);
        controller.returns("0d20", "09");
        controller.advertises(0, B, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        rig.after(Duration.ofMinutes(1));
        controller.disconnects(1, "08");
        controller.returns("0d20", "00");
        connected(2, B);
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        assertTrue(controller.hears().contains(CREATE_A));
    }

    @Test
    void an_attempt_that_takes_too_long_is_cancelled_and_repeated_later_and_later() {
        ready();
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        rig.after(Duration.ofSeconds(5));
        assertTrue(controller.hears().contains("010e2000"));
        controller.connects("02", 0, A);
        assertEquals(List.of(SCAN_ON), controller.hears());
        for (int pause : List.of(1, 2, 4)) {
            rig.after(Duration.ofMillis(1000L * pause - 1));
            controller.hears();
            controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
            assertEquals(List.of(), controller.hears(), "too early");
            rig.after(Duration.ofMillis(1));
            controller.hears();
            controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
            assertEquals(2, controller.hears().size());
            controller.connects("3e", 0, A);
            controller.hears();
        }
    }

    @Test
    void a_node_that_left_when_all_was_well_is_connected_again_at_once() {
        ready();
        connected(1, A);
        controller.disconnects(1, "13");
        controller.hears();
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(SCAN_OFF, CREATE_A), controller.hears());
    }

    @Test
    void a_device_without_the_service_is_left_and_not_tried_again_soon() {
        ready();
        controller.nodesAnswer("060100ffff00289ecadc240ee5a9e093f3a3b50100406e", "010601000a");
        connected(1, A);
        controller.disconnects(1, "16");
        controller.hears();
        assertEquals(1, rig.count("nodes that cannot be used"));
        rig.after(Duration.ofSeconds(295));
        controller.hears();
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        assertEquals(List.of(), controller.hears());
    }

    @Test
    void a_node_that_wants_pairing_is_left() {
        ready();
        controller.nodesAnswer("1213000100", "0112130005");
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        controller.connects(1, A);
        assertTrue(controller.hears().contains("01060403010013"));
        assertEquals(1, rig.count("nodes that cannot be used"));
    }

    @Test
    void a_node_that_does_not_answer_is_left() {
        ready();
        controller.nodesAnswer("0413001300", "");
        connected(1, A);
        rig.after(Duration.ofSeconds(6));
        assertTrue(controller.hears().contains("01060403010013"));
    }

    @Test
    void a_node_that_tells_the_same_characteristics_for_ever_is_left() {
        ready();
        controller.nodesAnswer("080e0013000328", "09070500020300002a");
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        controller.connects(1, A);
        assertTrue(controller.hears().contains("01060403010013"));
    }

    @Test
    void which_characteristic_is_written_is_told_by_what_it_can() {
        ready();
        controller
                .nodesAnswer(
                        "080e0013000328",
                        "09150f002010009ecadc240ee5a9e093f3a3b50200406e11000c13009ecadc240ee5a9e093f3a3b50300406e")
                .nodesAnswer("0411001300", "0501110003281200022913000329")
                .nodesAnswer("1212000200", "13");
        connected(1, A);
        rig.send(NODE, CONNACK);
        assertEquals(List.of("0201000a00060004005213000305" + "00"), controller.hears());
        controller.att(1, "1d1000" + "021602");
        assertEquals(List.of("020100050001000400" + "1e"), controller.hears());
    }

    // ---- datagrams ----

    @Test
    void a_datagram_is_written_and_delivered_when_the_controller_says_so() {
        ready();
        connected(1, A);
        controller.keepsCredits();
        rig.send(NODE, CONNACK);
        assertEquals(List.of(write(1, CONNACK)), controller.hears());
        assertEquals(List.of(), rig.hears());
        controller.completes(1, 1);
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_datagram_for_a_node_that_is_not_connected_is_told_to_be_unreachable() {
        ready();
        rig.send(NODE, CONNACK);
        assertEquals(List.of(NODE.text() + ": UNREACHABLE"), rig.hears());
    }

    @Test
    void a_long_datagram_is_cut_to_the_mtu_and_to_the_buffers() {
        ready();
        controller.nodesAnswer("02f700", "032700"); // 39: values of 36 octets
        connected(1, A);
        String datagram = "50" + "0c".repeat(79);
        rig.send(NODE, datagram);
        assertEquals(
                List.of(
                        "0201001b0027000400521000" + datagram.substring(0, 40),
                        "0201101000" + datagram.substring(40, 72),
                        "0201001b0027000400521000" + datagram.substring(72, 112),
                        "0201101000" + datagram.substring(112, 144),
                        write(1, datagram.substring(144))),
                controller.hears());
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void with_a_datagram_in_each_value_the_mtu_is_the_limit() {
        use(with(BleOptions.Mapping.PACKET, 20, false));
        ready();
        controller.nodesAnswer("02f700", "032700");
        connected(1, A);
        assertEquals(36, rig.link.largestDatagram(NODE));
        rig.send(NODE, "25" + "0c".repeat(36));
        assertEquals(List.of(NODE.text() + ": TOO_LARGE"), rig.hears());
        rig.send(NODE, CONNACK);
        controller.notifies(1, "0216021602");
        controller.hears();
        assertEquals(List.of("from " + NODE.text() + ": 0216021602", NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void with_a_datagram_in_each_value_nothing_is_too_long_for_a_node_of_which_nothing_is_known() {
        use(with(BleOptions.Mapping.PACKET, 20, false));
        ready();
        assertEquals(250, rig.link.largestDatagram(NODE));
        rig.send(NODE, "50" + "0c".repeat(79));
        assertEquals(List.of(NODE.text() + ": UNREACHABLE"), rig.hears());
    }

    @Test
    void with_a_datagram_in_each_value_the_mtu_of_a_node_that_is_gone_is_remembered_until_it_is_back() {
        use(with(BleOptions.Mapping.PACKET, 20, false));
        ready();
        controller.nodesAnswer("02f700", "032700");
        connected(1, A);
        controller.disconnects(1, "08");
        assertEquals(36, rig.link.largestDatagram(NODE));
        controller.nodesAnswer("02f700", "031700");
        connected(2, A);
        assertEquals(20, rig.link.largestDatagram(NODE));
    }

    @Test
    void what_a_node_says_is_cut_by_the_length_of_messages() {
        ready();
        connected(1, A);
        controller.notifies(1, "0216" + "0a0c62");
        controller.notifies(1, "7431000032");
        assertEquals(List.of("from " + NODE.text() + ": 0216"), rig.hears());
        controller.notifies(1, "3135" + "01000416");
        assertEquals(
                List.of("from " + NODE.text() + ": 0a0c6274310000323135", "from " + NODE.text() + ": 01000416"),
                rig.hears());
    }

    @Test
    void what_cannot_be_a_message_or_is_not_ended_is_thrown_away() {
        ready();
        connected(1, A);
        controller.notifies(1, "0016021602");
        controller.notifies(1, "0216");
        controller.notifies(1, "0a0c");
        rig.after(Duration.ofSeconds(1));
        controller.notifies(1, "0216");
        assertEquals(List.of("from " + NODE.text() + ": 0216", "from " + NODE.text() + ": 0216"), rig.hears());
        assertEquals(1, rig.count("stream: no message"));
        assertEquals(1, rig.count("stream: incomplete"));
    }

    @Test
    void values_in_pieces_are_put_together_and_pieces_of_nothing_are_counted() {
        ready();
        connected(1, A);
        rig.line.says("0201201b002f0004001b12002c0c0274310000000102030405060708090a0b0c");
        rig.line.says("02011018000d0e0f101112131415161718191a1b1c1d1e1f2021222324");
        rig.line.says("02011018000d0e0f101112131415161718191a1b1c1d1e1f2021222324");
        rig.line.says("020120060000ff04001b12");
        assertEquals(1, rig.hears().size());
        assertEquals(2, rig.count("malformed data"));
    }

    @Test
    void broadcasts_go_to_all_that_are_connected() {
        ready();
        connected(1, A);
        connected(2, B);
        rig.broadcast("030201", 0);
        assertEquals(List.of(write(1, "030201"), write(2, "030201")), sorted(controller.hears()));
    }

    private static List<String> sorted(List<String> packets) {
        List<String> sorted = new ArrayList<>(packets);
        sorted.sort(null);
        return sorted;
    }

    // ---- credits ----

    @Test
    void no_more_packets_are_sent_than_the_controller_has_room_for() {
        ready();
        connected(1, A);
        connected(2, B);
        controller.keepsCredits();
        for (int i = 0; i < 4; i++) {
            rig.send(NODE, "50" + "0c".repeat(79));
            rig.send(OTHER, "50" + "0c".repeat(79));
        }
        List<String> sent = controller.hears();
        assertTrue(sent.size() <= 7, "one buffer is left for others: " + sent.size());
        int total = sent.size();
        for (int round = 0; round < 40; round++) {
            for (String packet : sent) {
                controller.completes(packet.startsWith("0201") ? 1 : 2, 1);
            }
            sent = controller.hears();
            assertTrue(sent.size() <= 8);
            total += sent.size();
        }
        assertEquals(2 * 4 * 4, total);
        assertEquals(
                8,
                rig.hears().stream().filter(each -> each.endsWith("DELIVERED")).count());
    }

    @Test
    void a_node_out_of_reach_delays_no_other() {
        ready();
        connected(1, A);
        connected(2, B);
        controller.keepsCredits();
        for (int i = 0; i < 4; i++) {
            rig.send(NODE, "50" + "0c".repeat(79));
        }
        controller.hears();
        rig.send(OTHER, CONNACK);
        assertEquals(List.of(write(2, CONNACK)), controller.hears());
    }

    @Test
    void credits_of_a_connection_that_ends_come_back_and_its_datagrams_are_unreachable() {
        ready();
        connected(1, A);
        controller.keepsCredits();
        rig.send(NODE, "50" + "0c".repeat(79));
        controller.hears();
        controller.disconnects(1, "08");
        assertEquals(List.of(NODE.text() + ": UNREACHABLE"), rig.hears());
        connected(1, A); // every request of the discovery needs a credit
        controller.givesCreditsAgain();
        for (int i = 0; i < 10; i++) {
            controller.completes(1, 1);
            controller.hears();
        }
        rig.send(NODE, CONNACK);
        controller.hears();
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void credits_for_another_connection_or_too_many_are_counted_and_not_taken() {
        ready();
        connected(1, A);
        controller.completes(7, 1);
        controller.completes(1, 100);
        assertEquals(2, rig.count("stale credits"));
    }

    @Test
    void a_connection_whose_credits_never_come_is_ended() {
        ready();
        connected(1, A);
        controller.keepsCredits();
        rig.send(NODE, CONNACK);
        controller.hears();
        rig.after(Duration.ofSeconds(10));
        assertTrue(controller.hears().contains("01060403010013"));
        assertEquals(List.of(NODE.text() + ": UNKNOWN"), rig.hears());
    }

    // ---- what nodes ask ----

    @Test
    void a_node_may_wish_to_be_met_otherwise() {
        ready();
        connected(1, A);
        controller.l2cap(1, "0500", "120108001800280004009001");
        assertEquals(
                List.of("0113200e0100180028000400900100000000", "0201000a0006000500130102000000"),
                sorted(controller.hears()));
        controller.l2cap(1, "0500", "1202080018000a0004009001");
        assertEquals(List.of("0201000a0006000500130202000100"), controller.hears());
        controller.l2cap(1, "0500", "14030a000100020003000400050006");
        controller.l2cap(1, "0500", "14030a0001000200030004000500");
        assertEquals(List.of("0201000a00060005000103" + "02000000"), controller.hears());
    }

    @Test
    void a_node_may_not_wish_to_be_met_so_seldom_that_datagrams_seem_lost() {
        ready();
        connected(1, A);
        controller.l2cap(1, "0500", "1201080090019001" + "0700" + "800c");
        assertTrue(controller.hears().contains("0201000a0006000500130102000000"), "eight times 500 ms");
        controller.l2cap(1, "0500", "1202080090019001" + "0800" + "800c");
        assertEquals(List.of("0201000a0006000500130202000100"), controller.hears());
    }

    @Test
    void a_node_that_looks_for_services_finds_none() {
        ready();
        connected(1, A);
        controller.att(1, "021700");
        controller.att(1, "100100ffff0028");
        controller.att(1, "080100ffff0328");
        controller.att(1, "0a0300");
        controller.att(1, "12030001");
        controller.att(1, "520300" + "01");
        String start = "0201000900050004000";
        assertEquals(
                List.of(
                        "020100070003000400" + "03f700",
                        start + "110" + "01000a",
                        start + "1080" + "1000a",
                        start + "10a0" + "00006",
                        start + "1120" + "30001"),
                controller.hears());
    }

    // ---- messages in advertisements ----

    @Test
    void a_publish_in_an_advertisement_is_taken_once_as_long_as_it_is_repeated() {
        use(with(BleOptions.Mapping.STREAM, 20, true));
        ready();
        String publish = "0201040dffffff0a0c6274310000323135";
        for (int i = 0; i < 4; i++) {
            controller.advertises(3, A, publish);
            rig.after(Duration.ofMillis(1900));
            controller.hears();
        }
        String heard = "from " + NODE.text() + ": 0a0c6274310000323135";
        assertEquals(List.of(heard), rig.hears());
        rig.after(Duration.ofMillis(100));
        controller.advertises(3, A, publish);
        assertEquals(List.of(heard), rig.hears());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "07ffffff0316" + "0000",
                "0dffffff0a0c2274310000323135",
                "0dff5900ff0a0c6274310000323135",
                "0cffffff0a0c62743100003231",
                "0dffffff0a0c62"
            })
    void anything_else_in_an_advertisement_is_not_taken(String data) {
        use(with(BleOptions.Mapping.STREAM, 20, true));
        ready();
        controller.advertises(3, A, data);
        assertEquals(List.of(), rig.hears());
    }

    @Test
    void messages_in_advertisements_are_taken_on_request_only() {
        ready();
        controller.advertises(3, A, "0201040dffffff0a0c6274310000323135");
        assertEquals(List.of(), rig.hears());
    }

    @Test
    void with_messages_in_advertisements_the_controller_scans_on_and_tells_everything() {
        use(with(BleOptions.Mapping.STREAM, 1, true));
        rig.line.opens();
        assertTrue(controller.hears().contains("010c20020100"));
        controller.advertises(0, A, ScriptedController.NUS_ADVERTISED);
        controller.hears();
        controller.connects(1, A);
        assertTrue(controller.hears().contains("010c20020100"));
    }

    // ---- what goes wrong ----

    @Test
    void a_hardware_error_begins_it_all_again() {
        ready();
        connected(1, A);
        controller.keepsCredits();
        rig.send(NODE, CONNACK);
        controller.hears();
        controller.event("10", "42");
        assertEquals(List.of(NODE.text() + ": LINK_DOWN", "down: the controller has failed with code 66"), rig.hears());
        controller.givesCreditsAgain();
        assertEquals(10, controller.hears().size());
        assertEquals(List.of(UP), rig.hears());
        connected(1, A);
        rig.send(NODE, CONNACK);
        controller.hears();
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_controller_that_fails_again_and_again_is_left_alone_for_a_while() {
        rig.line.opens();
        controller.hears();
        controller.event("10", "42");
        assertEquals("the controller has failed with code 66", rig.line.lastReason());
        assertFalse(rig.line.isOpen());
    }

    @Test
    void octets_lost_on_the_line_begin_it_all_again() {
        ready();
        connected(1, A);
        rig.line.says("17");
        assertEquals(
                1,
                rig.hears().stream()
                        .filter(each -> each.startsWith("down: octets"))
                        .count());
        controller.hears();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_controller_that_falls_silent_is_noticed_without_traffic() {
        ready();
        controller.returns("0c20", "");
        rig.after(Duration.ofSeconds(10));
        controller.hears();
        controller.returns("0c20", "00").returns("030c", "");
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("down: the controller has stopped answering"), rig.hears());
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofSeconds(1));
        assertTrue(rig.line.lastReason().contains("no Bluetooth controller answers"), rig.line.lastReason());
    }

    @Test
    void a_controller_that_takes_no_more_commands_is_noticed() {
        ready();
        controller.event("0f", "00000000");
        rig.after(Duration.ofSeconds(10));
        assertEquals(List.of(), controller.hears());
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("down: the controller has stopped answering"), rig.hears());
    }

    @Test
    void a_controller_with_all_connections_in_use_is_asked_now_and_then() {
        use(with(BleOptions.Mapping.STREAM, 1, false));
        ready();
        connected(1, A);
        rig.after(Duration.ofSeconds(10));
        assertTrue(controller.hears().contains("01091000"));
    }

    @Test
    void a_controller_that_has_forgotten_its_connections_begins_again() {
        ready();
        connected(1, A);
        controller.keepsCredits().returns("0604", "02");
        rig.send(NODE, CONNACK);
        controller.hears();
        rig.after(Duration.ofSeconds(10));
        controller.hears();
        assertEquals(1, rig.count("restarts of the controller"));
        assertEquals(UP, rig.hears().get(2));
    }

    @Test
    void a_lost_line_forgets_everything() {
        ready();
        connected(1, A);
        rig.line.vanishes("the device is gone");
        rig.after(Duration.ofMinutes(1));
        rig.send(NODE, CONNACK);
        assertEquals(List.of("down: the device is gone", NODE.text() + ": LINK_DOWN"), rig.hears());
        ready();
        connected(1, A);
        rig.send(NODE, CONNACK);
        controller.hears();
        assertEquals(List.of(NODE.text() + ": DELIVERED"), rig.hears());
    }

    @Test
    void a_line_that_does_not_drain_loses_nothing_of_what_is_written_afterwards() {
        ready();
        for (int node = 1; node <= 7; node++) {
            connected(node, "c0db7e7d110" + node);
        }
        rig.line.stopsDraining();
        for (int node = 1; node <= 7; node++) {
            rig.send(new BleAddress(0xc0db7e7d1100L + node, true), CONNACK);
        }
        assertEquals(List.of(), controller.hears());
        rig.line.drains();
        controller.hears();
        assertEquals(
                7,
                rig.hears().stream().filter(each -> each.endsWith("DELIVERED")).count());
        assertEquals(0, rig.count("not written"));
    }

    @Test
    void after_random_packets_all_is_well_within_half_a_minute() {
        List<String> likely = BleVectorTest.fromController().stream()
                .map(vector -> vector.line().toHex())
                .toList();
        for (long seed = 0; seed < 100; seed++) {
            use(with(BleOptions.Mapping.STREAM, 3, true));
            rig.line.opens();
            controller.hears();
            rig.after(Duration.ofSeconds(6));
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < 60; i++) {
                if (rig.line.isOpen()) {
                    rig.line.says(randomPacket(likely, random));
                    controller.hears();
                } else {
                    rig.line.opens();
                }
                rig.send(NODE, CONNACK);
                rig.after(Duration.ofMillis(random.nextInt(3000)));
            }
            for (int second = 0; second < 30; second++) { // it may wait for the rest of a packet that was none
                if (!rig.line.isOpen()) {
                    rig.line.opens();
                }
                controller.hears();
                rig.after(Duration.ofSeconds(1));
            }
            controller.hears();
            rig.hears();
            connected(9, B);
            rig.send(OTHER, CONNACK);
            controller.hears();
            assertTrue(rig.hears().contains(OTHER.text() + ": DELIVERED"), "seed " + seed + ": " + rig.link.counts());
            assertEquals(0, rig.count("receiver failed"));
        }
    }

    private static String randomPacket(List<String> likely, SplittableRandom random) {
        StringBuilder packet = new StringBuilder(likely.get(random.nextInt(likely.size())));
        if (random.nextInt(3) == 0) {
            int at = random.nextInt(packet.length() / 2);
            packet.replace(2 * at, 2 * at + 2, ScriptedController.octet(random.nextInt(256)));
        }
        return packet.toString();
    }
}
