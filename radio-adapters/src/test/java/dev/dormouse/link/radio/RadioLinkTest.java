package dev.dormouse.link.radio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RadioLinkTest {
    private static final LinkAddress A = new ScriptedDriver.Node("a");
    private static final LinkAddress B = new ScriptedDriver.Node("b");
    private static final LinkAddress C = new ScriptedDriver.Node("c");
    private static final Duration LIFE = Duration.ofSeconds(8);

    private final ScriptedDriver driver = new ScriptedDriver();

    private RadioRig rig() {
        RadioRig rig = new RadioRig(driver::with);
        rig.line.opens();
        assertEquals(List.of("up: scripted"), rig.hears());
        return rig;
    }

    @Test
    void tellsTheOutcomeOfEachDatagram() {
        RadioRig rig = rig();
        rig.send(A, "01");
        assertEquals("01", rig.line.hears());
        assertEquals(List.of(), rig.hears());

        driver.settles(Outcome.DELIVERED);

        assertEquals(List.of("a: DELIVERED"), rig.hears());
        assertEquals(1, rig.count("outcome: delivered"));
    }

    @Test
    void hasOneDatagramANodeUnderWayAndServesTheOthersMeanwhile() {
        RadioRig rig = rig();
        rig.send(A, "a1");
        rig.send(A, "a2");
        rig.send(A, "a3");
        rig.send(B, "b1");
        rig.send(C, "c1");
        assertEquals("a1", rig.line.hears());
        assertEquals("b1", rig.line.hears());
        assertEquals("", rig.line.hears(), "the window is two");

        driver.settles(Outcome.UNREACHABLE);
        assertEquals("a2", rig.line.hears());
        driver.settles(Outcome.SENT);
        assertEquals("c1", rig.line.hears(), "its turn comes before the third of the first node");
        driver.settles(Outcome.DELIVERED);
        assertEquals("a3", rig.line.hears());
        assertEquals(List.of("a: UNREACHABLE", "b: SENT", "a: DELIVERED"), rig.hears());
    }

    @Test
    void aSleepyNodeHoldsBackNobody() {
        RadioRig rig = rig();
        for (int i = 0; i < 8; i++) {
            rig.send(A, "aa");
        }
        assertEquals("aa", rig.line.hears());
        for (int i = 0; i < 100; i++) {
            rig.send(B, "bb");
            assertEquals("bb", rig.line.hears());
            driver.radio().settle(driver.underWay.removeLast(), Outcome.DELIVERED);
        }
        assertEquals(1, driver.underWay.size());
    }

    @Test
    void refusesWhatTheNodesQueueCannotHold() {
        RadioRig rig = rig();
        for (int i = 0; i < 10; i++) {
            rig.send(A, "01");
        }
        assertEquals(List.of("a: BUSY"), rig.hears(), "one under way, eight waiting");
        rig.send(B, "02");
        assertEquals(List.of(), rig.hears());
    }

    @Test
    void holdsNoMoreThanItsLimitInAll() {
        driver.window = 0;
        RadioRig rig = rig();
        for (int i = 0; i < 300; i++) {
            rig.send(new ScriptedDriver.Node("n" + i), "01");
        }
        assertEquals(44, rig.count("outcome: busy"));
    }

    @Test
    void dropsWhatHasWaitedTooLong() {
        driver.window = 0;
        RadioRig rig = rig();
        rig.send(A, "01");
        rig.after(LIFE.minusMillis(1));
        assertEquals(List.of(), rig.hears());
        rig.after(Duration.ofSeconds(2));
        assertEquals(List.of("a: EXPIRED"), rig.hears());
        driver.window = 1;
        rig.send(B, "02");
        assertEquals("02", rig.line.hears());
    }

    @Test
    void givesUpWaitingForAnAnswerThatNeverComes() {
        RadioRig rig = rig();
        rig.send(A, "01");
        rig.after(Duration.ofSeconds(46));
        assertEquals(List.of("a: UNKNOWN"), rig.hears());
        assertEquals(1, driver.givenUp.size());

        driver.settles(Outcome.DELIVERED);
        assertEquals(List.of(), rig.hears());
        assertEquals(1, rig.count("stale answers"));
    }

    @Test
    void triesAgainWhenTheRadioWasBusyInTheOldOrder() {
        RadioRig rig = rig();
        rig.send(A, "a1");
        rig.send(A, "a2");
        assertEquals("a1", rig.line.hears());
        driver.radio().retry(driver.underWay.remove(), Duration.ofMillis(300));
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(301));
        assertEquals("a1", rig.line.hears());
        driver.settles(Outcome.DELIVERED);
        assertEquals("a2", rig.line.hears());
    }

    @Test
    void givesUpTryingWhenTheDatagramWouldBeTooOld() {
        RadioRig rig = rig();
        rig.send(A, "a1");
        rig.after(LIFE.minusMillis(100));
        driver.radio().retry(driver.underWay.remove(), Duration.ofMillis(300));
        assertEquals(List.of("a: BUSY"), rig.hears());
    }

    @Test
    void refusesWhatIsTooLongForTheNode() {
        RadioRig rig = rig();
        rig.send(C, "010203");
        assertEquals(List.of("c: TOO_LARGE"), rig.hears());
        assertEquals("", rig.line.hears());
        rig.broadcast("0102030405", 0);
        assertEquals(2, rig.count("outcome: too-large"));
    }

    @Test
    void everythingFailsWhenTheDeviceVanishes() {
        RadioRig rig = rig();
        rig.send(A, "01");
        rig.send(A, "02");
        rig.line.vanishes("unplugged");
        assertEquals(List.of("a: LINK_DOWN", "a: LINK_DOWN", "down: unplugged"), rig.hears());
        rig.send(A, "03");
        assertEquals(List.of("a: LINK_DOWN"), rig.hears());

        rig.line.opens();
        assertEquals("01", rig.line.hears());
        rig.send(A, "04");
        assertEquals("04", rig.line.hears());
    }

    @Test
    void spreadsBroadcasts() {
        RadioRig rig = rig();
        driver.window = 100;
        for (int i = 0; i < 6; i++) {
            rig.broadcast("ff", 2);
        }
        assertEquals("ff", rig.line.hears());
        assertEquals("", rig.line.hears());
        assertEquals(1, rig.count("outcome: busy"), "four may wait");
        rig.after(Duration.ofMillis(1126));
        assertEquals("ff", rig.line.hears());
        assertEquals("", rig.line.hears());
    }

    @Test
    void keepsThePace() {
        driver.window = 1000;
        SendingRules rules = SendingRules.withTimeToLive(LIFE).withOctetsPerSecond(100);
        RadioRig rig = new RadioRig(rules, driver::with);
        rig.line.opens();
        for (int i = 0; i < 50; i++) {
            rig.send(new ScriptedDriver.Node("n" + i), "00112233445566778899");
        }
        int octets = 0;
        for (int i = 0; i < 100; i++) {
            rig.after(Duration.ofMillis(10));
            for (String hex = rig.line.hears(); !hex.isEmpty(); hex = rig.line.hears()) {
                octets += hex.length() / 2;
            }
        }
        assertTrue(octets >= 90 && octets <= 120, octets + " octets in a second");
    }

    @Test
    void aBroadcastThatWaitsForItsTurnHoldsBackNoNode() {
        driver.window = 1000;
        RadioRig rig = new RadioRig(SendingRules.withTimeToLive(LIFE).withOctetsPerSecond(1000), driver::with);
        rig.line.opens();
        rig.broadcast("ff", 0);
        rig.broadcast("ff", 0);
        assertEquals("ff", rig.line.hears());
        String sixtyMilliseconds = "00".repeat(60);
        rig.send(A, sixtyMilliseconds);
        assertEquals(sixtyMilliseconds, rig.line.hears());
        rig.send(B, "0b");
        assertEquals("", rig.line.hears());
        rig.after(Duration.ofMillis(60));
        assertEquals("0b", rig.line.hears());
        rig.after(Duration.ofMillis(1065));
        assertEquals("ff", rig.line.hears());
    }

    @Test
    void waitsWhileTheLineTakesNothing() {
        driver.window = 1000;
        RadioRig rig = rig();
        rig.line.stopsDraining();
        for (int i = 0; i < 20; i++) {
            rig.send(new ScriptedDriver.Node("n" + i), "01");
        }
        assertEquals(8, driver.underWay.size());
        rig.line.drains();
        assertEquals(20, driver.underWay.size());
    }

    @Test
    void anErrorOfTheReceiverEndsNothing() {
        RadioRig rig = rig();
        rig.line.says("0102");
        assertEquals(List.of("from a: 0102"), rig.hears());
        assertFalse(rig.line.isClosed());
    }

    @Test
    void asksTheDriverForTheTimeOfItsLoop() {
        RadioRig rig = rig();
        long before = driver.radio().loop().ticker().nanoTime();
        rig.after(Duration.ofSeconds(3));
        assertEquals(TimeUnit.SECONDS.toNanos(3), driver.radio().loop().ticker().nanoTime() - before);
    }
}
