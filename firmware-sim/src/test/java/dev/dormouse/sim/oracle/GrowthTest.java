package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.run.Mark;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A run of days does not fill the memory with messages of which nothing more is to be expected. */
class GrowthTest {
    private final Tally tally = new Tally();
    private final Uplink uplink = new Uplink(tally, new Findings(), new Suspects(1), 60 * Ticks.SECOND, false);

    private static Book book(String profile, int qos) throws Exception {
        Trial trial = new Trial(
                "[[groups]]", "profile = \"" + profile + "\"", "[[groups.messages]]", "topic = \"a\"", "qos = " + qos);
        return new Book(trial.units.get(0));
    }

    private Mark send(Book book, int number, long now) {
        Mark mark = new Mark(0, 0, number);
        uplink.sent(book, mark, Bytes.ofUtf8(mark.toString()).hashCode(), now);
        return mark;
    }

    private void arrives(Book book, Mark mark, long now) {
        uplink.arrived(book, mark, "a", Bytes.ofUtf8(mark.toString()), now);
    }

    private static int open(Book book) {
        return book.lines().get(0).open().size();
    }

    @Test
    void qos1OfClientsThatAwaitNoAnswerIsDoneWhenItArrives() throws Exception {
        Book book = book("mqtt-sn-tools", 1);
        arrives(book, send(book, 1, 0), 1);
        assertEquals(0, open(book));
        Book waits = book("strict", 1);
        arrives(waits, send(waits, 1, 0), 1);
        assertEquals(1, open(waits));
    }

    @Test
    void whatWasNotPromisedIsForgottenAfterSomeMinutes() throws Exception {
        Book book = book("strict", 0);
        for (int number = 1; number <= 10_000; number++) {
            send(book, number, number * Ticks.SECOND);
        }
        assertTrue(open(book) < 1000, () -> open(book) + " are open");
        arrives(book, new Mark(0, 0, 1), 10_000 * Ticks.SECOND);
        assertEquals(1, tally.arrived());
        assertEquals(List.of(), new Trial("[[groups]]").kinds());
    }

    @Test
    void whatTheDeviceStillSendsOrTheGatewayHasTakenIsRemembered() throws Exception {
        Book book = book("strict", 1);
        for (int number = 1; number <= 100; number++) {
            Mark mark = send(book, number, number * 60L * Ticks.SECOND);
            if (number % 2 == 0) {
                uplink.end(book, mark, true, 0);
            }
        }
        assertEquals(100, open(book));
    }

    @Test
    void whereNothingIsJudgedNothingIsRemembered() throws Exception {
        Trial trial = new Trial("[[groups]]", "[[groups.messages]]", "topic = \"a\"", "qos = 1");
        Oracle blind = Oracle.blind(Plans.of("[[groups]]", "[[groups.messages]]", "topic = \"a\"", "qos = 1"));
        Mark mark = new Mark(0, 0, 1);
        blind.sent(trial.units.get(0), mark, 0, 0);
        blind.confirmed(trial.units.get(0), mark, 0);
        assertTrue(blind.complete());
        blind.read(counts -> assertEquals(1, counts.confirmed()));
    }
}
