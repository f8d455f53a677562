package dev.dormouse.link.znp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.radio.JoinAnswer;
import dev.dormouse.link.radio.RadioRig;
import dev.dormouse.link.zigbee.Application;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From an open line to a network that is up, and who may join it. */
final class ZnpStartupTest {
    private static final String STANDS_STILL = "670000c4b2a14000a213000000070000";
    private static final String RUNS = "670000c4b2a14000a2130000000709" + "00";
    private static final String UP =
            "up: Z-Stack 3.x.0 coordinator eui64:0013a20040a1b2c4, firmware 2.7.1, network 1a62, channel 11";

    private RadioRig rig = new RadioRig(radio -> new ZnpDriver(radio, ZnpOptions.defaults()));
    private Coordinator coordinator = new Coordinator(rig.line);

    @Test
    void a_running_coordinator_is_asked_who_it_is_and_told_our_endpoint() {
        rig.line.opens();
        assertEquals(
                List.of("2101", "2102", "2700", "2550", "2400e805c10100000001110001" + "1100"), coordinator.answers());
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_network_that_stands_still_is_started() {
        coordinator.answers("2700", STANDS_STILL);
        rig.line.opens();
        assertEquals("25406400", coordinator.answers().get(3));
        assertEquals(List.of(), rig.hears());
        coordinator.says("45c008");
        rig.after(Duration.ofSeconds(59));
        coordinator.says("45c009");
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_network_that_does_not_start_is_an_error_that_says_what_to_do() {
        coordinator.answers("2700", STANDS_STILL);
        rig.line.opens();
        coordinator.answers();
        rig.after(Duration.ofMinutes(1));
        assertTrue(rig.line.lastReason().contains("form one first"), rig.line.lastReason());
    }

    @Test
    void an_endpoint_that_is_registered_already_will_do() {
        coordinator.answers("2400", "6400b8");
        rig.line.opens();
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_boot_loader_is_skipped() {
        coordinator.answers("2101", "");
        rig.line.opens();
        coordinator.answers();
        rig.after(Duration.ofMillis(250));
        assertEquals(List.of("raw ef"), coordinator.answers());
        coordinator.answers("2101", "61015906");
        rig.after(Duration.ofSeconds(1));
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void an_adapter_that_is_silent_is_reset_by_wires_and_then_given_up() {
        coordinator.answers("2101", "");
        rig.line.opens();
        rig.after(Duration.ofMillis(250));
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofMillis(250));
        assertEquals("dtr=false rts=false", rig.line.wires());
        rig.after(Duration.ofMillis(150));
        assertEquals("dtr=false rts=true", rig.line.wires());
        rig.after(Duration.ofMillis(150));
        assertEquals("dtr=false rts=false", rig.line.wires());
        rig.after(Duration.ofSeconds(1));
        rig.after(Duration.ofMillis(250));
        assertTrue(rig.line.lastReason().contains("no Z-Stack adapter answers"), rig.line.lastReason());
    }

    @Test
    void a_reset_within_the_start_begins_it_again() {
        coordinator.answers("2102", "");
        rig.line.opens();
        coordinator.answers();
        coordinator.answers("2102", "6102020002070146d93401").says("41800002" + "00020701");
        coordinator.answers();
        assertTrue(rig.hears().get(0).startsWith("up: Z-Stack 1.2"));
    }

    // ---- what the line loses ----

    @ParameterizedTest
    @CsvSource({
        "2102,6102020102070146d93401",
        "2700," + RUNS,
        "2550,6550000009621a0000c4b2a14000a2130000000000000000000b"
    })
    void a_question_whose_answer_is_lost_is_asked_again(String question, String answer) {
        coordinator.answers(question, "");
        rig.line.opens();
        coordinator.answers();
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of(question), coordinator.answers());
        coordinator.answers(question, answer);
        rig.after(Duration.ofSeconds(2));
        assertEquals(question, coordinator.answers().get(0));
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void an_endpoint_whose_registration_was_heard_but_not_answered_is_registered_already() {
        coordinator.answers("2400", "");
        rig.line.opens();
        coordinator.answers();
        coordinator.answers("2400", "6400b8");
        rig.after(Duration.ofSeconds(2));
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void an_adapter_that_falls_silent_within_the_start_is_opened_again() {
        coordinator.answers("2550", "");
        rig.line.opens();
        for (int attempt = 1; attempt <= 3; attempt++) {
            coordinator.answers();
            assertEquals("", rig.line.lastReason());
            rig.after(Duration.ofSeconds(2));
        }
        assertTrue(rig.line.lastReason().contains("does not answer ZDO_EXT_NWK_INFO"), rig.line.lastReason());
    }

    @Test
    void a_network_whose_start_was_told_but_not_heard_is_up_at_the_next_question() {
        coordinator.answers("2700", STANDS_STILL);
        rig.line.opens();
        coordinator.answers();
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("2700"), coordinator.answers());
        assertEquals(List.of(), rig.hears());
        coordinator.answers("2700", RUNS);
        rig.after(Duration.ofSeconds(2));
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_network_is_told_to_start_again_when_the_adapter_may_not_have_heard_it() {
        coordinator.answers("2700", STANDS_STILL).answers("2540", "");
        rig.line.opens();
        assertTrue(coordinator.answers().contains("25406400"));
        coordinator.answers("2540", "654000");
        rig.after(Duration.ofSeconds(2)); // no response
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("2700", "25406400"), coordinator.answers());
        coordinator.says("45c009");
        coordinator.answers();
        assertEquals(List.of(UP), rig.hears());
    }

    @Test
    void a_start_that_is_answered_is_told_once() {
        coordinator.answers("2700", STANDS_STILL);
        rig.line.opens();
        coordinator.answers();
        for (int second = 0; second < 58; second++) {
            rig.after(Duration.ofSeconds(1));
            assertTrue(List.of(List.of(), List.of("2700")).contains(coordinator.answers()));
        }
        assertEquals("", rig.line.lastReason());
        rig.after(Duration.ofSeconds(3));
        assertTrue(rig.line.lastReason().contains("form one first"), rig.line.lastReason());
    }

    // ---- who may join ----

    @Test
    void nodes_may_join_as_configured() {
        rig = new RadioRig(
                radio -> new ZnpDriver(radio, new ZnpOptions(Application.DIGI_DATA, 60, 80, Duration.ofSeconds(20))));
        coordinator = new Coordinator(rig.line);
        rig.line.opens();
        List<String> requests = coordinator.answers();
        assertEquals("25360ffcff3c00", requests.get(requests.size() - 1));
    }

    @Test
    void nodes_may_join_until_further_notice() {
        rig = new RadioRig(
                radio -> new ZnpDriver(radio, new ZnpOptions(Application.DIGI_DATA, 255, 80, Duration.ofSeconds(20))));
        coordinator = new Coordinator(rig.line);
        rig.line.opens();
        coordinator.answers();
        rig.after(Duration.ofMinutes(4));
        assertEquals(List.of("25360ffcfffe00"), coordinator.answers());
    }

    @Test
    void nodes_may_join_when_the_operator_says_so() {
        rig.line.opens();
        coordinator.answers();
        CompletionStage<JoinAnswer> answer = rig.permitJoin(60);
        assertEquals(List.of("25360ffcff3c00"), coordinator.answers());
        assertEquals(JoinAnswer.PERMITTED, answer.toCompletableFuture().getNow(null));
    }

    @Test
    void an_adapter_that_does_not_let_nodes_join_or_says_nothing_refuses() {
        rig.line.opens();
        coordinator.answers();
        CompletionStage<JoinAnswer> refused = rig.permitJoin(60);
        coordinator.answers("2536", "6536c2").answers();
        assertEquals(JoinAnswer.REFUSED, refused.toCompletableFuture().getNow(null));
        CompletionStage<JoinAnswer> silent = rig.permitJoin(60);
        coordinator.answers("2536", "").answers();
        rig.after(Duration.ofSeconds(1));
        assertEquals(JoinAnswer.REFUSED, silent.toCompletableFuture().getNow(null));
    }

    @Test
    void nodes_cannot_join_while_the_network_is_down() {
        CompletionStage<JoinAnswer> answer = rig.permitJoin(60);
        assertEquals(JoinAnswer.LINK_DOWN, answer.toCompletableFuture().getNow(null));
        assertThrows(IllegalArgumentException.class, () -> rig.permitJoin(255));
    }
}
