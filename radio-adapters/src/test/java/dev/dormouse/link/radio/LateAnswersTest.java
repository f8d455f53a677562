package dev.dormouse.link.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an answer that comes late, or never, costs its node. */
class LateAnswersTest {
    private static final LinkAddress A = new ScriptedDriver.Node("a");

    private final ScriptedDriver driver = new ScriptedDriver();
    private final RadioRig rig = new RadioRig(driver::with);

    @BeforeEach
    void opens() {
        driver.windowPerNodeWithLate = 2;
        rig.line.opens();
        rig.hears();
    }

    @Test
    void anAnswerThatIsLostHoldsBackItsNodeForTwoSecondsWhenNothingIsKnownOfIt() {
        rig.send(A, "a1");
        rig.send(A, "a2");
        assertEquals("a1", rig.line.hears());
        rig.after(Duration.ofMillis(1999));
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(1));
        assertEquals("a2", rig.line.hears());
    }

    @Test
    void anAnswerThatIsLostHoldsBackANodeThatAnswersAtOnceForOneSecond() {
        for (int i = 0; i < 3; i++) {
            rig.send(A, "a0");
            assertEquals("a0", rig.line.hears());
            rig.after(Duration.ofMillis(50));
            driver.settles(Outcome.DELIVERED);
        }
        rig.send(A, "a1");
        rig.send(A, "a2");
        assertEquals("a1", rig.line.hears());
        rig.after(Duration.ofMillis(999));
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(1));
        assertEquals("a2", rig.line.hears());
    }

    @Test
    void anAnswerOfANodeThatAlwaysTakesLongIsNotLate() {
        for (int i = 0; i < 20; i++) {
            rig.send(A, "a0");
            rig.after(Duration.ofSeconds(6));
            driver.settles(Outcome.DELIVERED);
            assertEquals("a0", rig.line.hears());
        }
        rig.send(A, "a1");
        rig.send(A, "a2");
        assertEquals("a1", rig.line.hears());
        rig.after(Duration.ofMillis(5999));
        assertEquals("", rig.line.hears());
        driver.settles(Outcome.DELIVERED);
        assertEquals("a2", rig.line.hears());
    }

    @Test
    void aDatagramWhoseAnswerIsLateStillHasItsOutcome() {
        rig.send(A, "a1");
        rig.send(A, "a2");
        rig.after(Duration.ofSeconds(3));
        driver.settles(Outcome.UNREACHABLE);
        driver.settles(Outcome.DELIVERED);
        assertEquals(List.of("a: UNREACHABLE", "a: DELIVERED"), rig.hears());
        rig.send(A, "a3");
        rig.send(A, "a4");
        assertEquals(
                List.of("a1", "a2", "a3", ""),
                List.of(rig.line.hears(), rig.line.hears(), rig.line.hears(), rig.line.hears()));
    }

    @Test
    void aNodeWithALateAnswerHasNoMoreThanOneOtherDatagramUnderWay() {
        driver.window = 10;
        for (int i = 1; i <= 4; i++) {
            rig.send(A, "a" + i);
        }
        rig.after(Duration.ofSeconds(2));
        rig.after(Duration.ofSeconds(5));
        assertEquals(2, driver.underWay.size());
        rig.after(Duration.ofSeconds(39));
        assertEquals(List.of("a: EXPIRED", "a: EXPIRED", "a: UNKNOWN"), rig.hears());
        rig.send(A, "a5");
        assertEquals(3, driver.underWay.size());
    }

    @Test
    void aLateDatagramThatTheRadioGivesBackGoesAgain() {
        rig.send(A, "a1");
        rig.after(Duration.ofSeconds(2));
        driver.radio().retry(driver.underWay.remove(), Duration.ofMillis(300));
        rig.send(A, "a2");
        rig.after(Duration.ofMillis(300));
        assertEquals(List.of("a1", "a1", ""), List.of(rig.line.hears(), rig.line.hears(), rig.line.hears()));
    }

    @Test
    void aNodeIsServedAgainAfterALateDatagramThatTheRadioGaveBackHasExpired() {
        rig.send(A, "a1");
        assertEquals("a1", rig.line.hears());
        rig.after(Duration.ofMillis(7500));
        driver.window = 0;
        driver.radio().retry(driver.underWay.remove(), Duration.ofMillis(300));
        rig.after(Duration.ofMillis(600));
        driver.window = 2;
        rig.send(A, "a2");
        assertEquals(List.of("a: EXPIRED"), rig.hears());
        assertEquals("a2", rig.line.hears());
    }
}
