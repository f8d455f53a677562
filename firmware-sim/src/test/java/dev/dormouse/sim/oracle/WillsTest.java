package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.v12.PingReq;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.device.Will;
import dev.dormouse.sim.oracle.Finding.Kind;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A Will comes when its device is cut off for long, and not when it is there. */
class WillsTest {
    private static final long LONG = 90 * Ticks.SECOND;
    private static final long SHORT = 30 * Ticks.SECOND;

    private static Trial trial(int qos, String link) throws Exception {
        Trial trial = new Trial(
                "[[links]]",
                "name = \"air\"",
                link,
                "[[groups]]",
                "name = \"d\"",
                "link = \"air\"",
                "keep-alive = \"30s\"",
                "will = { topic = \"gone/{id}\", message = \"gone\", qos = " + qos + " }");
        trial.connect(0);
        return trial;
    }

    private static void comes(Trial trial) {
        Will will = Objects.requireNonNull(trial.units.get(0).device().setup().will());
        trial.oracle.arrived(will.topic(), will.message().toArray(), trial.now);
    }

    private static void cutOff(Trial trial, long length) {
        trial.powerCut(0);
        trial.now += length;
    }

    private static void returns(Trial trial) {
        trial.connect(0);
    }

    private static void speaks(Trial trial) {
        trial.units.get(0).send(new PingReq(null), trial.now);
    }

    @Test
    void ofADeviceThatIsCutOffForLongItComes() throws Exception {
        Trial trial = trial(1, "");
        cutOff(trial, LONG);
        comes(trial);
        returns(trial);
        assertEquals(List.of(), trial.kinds());
        cutOff(trial, LONG);
        returns(trial);
        assertEquals(List.of(Kind.LOST), trial.kinds());
    }

    @Test
    void anOutageCutsOffToo() throws Exception {
        Trial trial = trial(1, "outages = [{ at = \"10s\", for = \"2m\" }]");
        trial.now = 9 * Ticks.SECOND;
        speaks(trial);
        for (trial.now = 30 * Ticks.SECOND; trial.now < 130 * Ticks.SECOND; trial.now += 20 * Ticks.SECOND) {
            speaks(trial);
        }
        returns(trial);
        assertEquals(List.of(Kind.LOST), trial.kinds());
    }

    @Test
    void whoIsAwayForAShortTimeMayHaveOneOrNot() throws Exception {
        Trial without = trial(1, "");
        cutOff(without, SHORT);
        returns(without);
        assertEquals(List.of(), without.kinds());
        Trial with = trial(1, "");
        cutOff(with, SHORT);
        comes(with);
        returns(with);
        assertEquals(List.of(), with.kinds());
    }

    @Test
    void ofADeviceThatIsThereItIsUnexpected() throws Exception {
        Trial trial = trial(1, "");
        trial.now = 20 * Ticks.SECOND;
        speaks(trial);
        comes(trial);
        assertEquals(List.of(Kind.UNEXPECTED), trial.kinds());
    }

    @Test
    void whoseWordsMayBeLostOrCameTooSeldomMayBeTakenForGone() throws Exception {
        Trial lossy = trial(1, "loss = 0.1");
        lossy.now = 20 * Ticks.SECOND;
        speaks(lossy);
        comes(lossy);
        assertEquals(List.of(), lossy.kinds());
        Trial halting = trial(1, "");
        halting.now = 40 * Ticks.SECOND;
        speaks(halting);
        comes(halting);
        assertEquals(List.of(), halting.kinds());
    }

    @Test
    void forOneLossItComesOnceUnlessItsQosAllowsMore() throws Exception {
        Trial once = trial(2, "");
        cutOff(once, LONG);
        comes(once);
        comes(once);
        assertEquals(List.of(Kind.DUPLICATED), once.kinds());
        Trial oftener = trial(1, "");
        cutOff(oftener, LONG);
        comes(oftener);
        comes(oftener);
        assertEquals(List.of(), oftener.kinds());
    }

    @Test
    void thatOfAnEarlierRunMayComeWhenItsDeviceReturns() throws Exception {
        Trial trial = trial(2, "");
        comes(trial);
        assertEquals(List.of(), trial.kinds());
    }

    @Test
    void whoWasConnectingMayHaveHadNone() throws Exception {
        Trial trial = trial(1, "loss = 0.1");
        cutOff(trial, SHORT);
        trial.units.get(0).device().start(trial.now);
        cutOff(trial, LONG);
        returns(trial);
        assertEquals(List.of(), trial.kinds());
    }

    @Test
    void itComesAsItWas() throws Exception {
        Trial trial = trial(1, "");
        cutOff(trial, LONG);
        Will will = Objects.requireNonNull(trial.units.get(0).device().setup().will());
        trial.oracle.arrived("gone/d-2", will.message().toArray(), trial.now);
        returns(trial);
        cutOff(trial, LONG);
        String other = "here" + String.valueOf(will.message().toUtf8()).substring(4);
        trial.oracle.arrived(will.topic(), other.getBytes(StandardCharsets.UTF_8), trial.now);
        returns(trial);
        assertEquals(List.of(Kind.UNEXPECTED, Kind.UNEXPECTED), trial.kinds());
    }
}
