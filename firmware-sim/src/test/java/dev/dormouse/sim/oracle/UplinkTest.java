package dev.dormouse.sim.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.device.Ticks;
import dev.dormouse.sim.oracle.Finding.Kind;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody is blamed for what the air does to the messages of devices. */
class UplinkTest {
    private static Trial trial(String link) throws Exception {
        return new Trial(
                "[[links]]",
                "name = \"air\"",
                link,
                "[[groups]]",
                "name = \"d\"",
                "link = \"air\"",
                "[[groups.messages]]",
                "topic = \"up/{id}\"",
                "qos = 2",
                "[[groups]]",
                "name = \"e\"",
                "[[groups.messages]]",
                "topic = \"up/{id}\"",
                "qos = 2");
    }

    @Test
    void whereBitsAreTurnedNobodyIsBlamed() throws Exception {
        Trial trial = trial("corruption = 0.1");
        trial.arrives("up/e-1", trial.confirmed(1, 0, 1));
        trial.arrives("up/d-1", trial.confirmed(0, 0, 2));
        trial.confirmed(0, 0, 1);
        trial.arrives("up/d-1", new Mark(0, 0, 2));
        trial.arrives("up/d-1", new Mark(0, 0, 9));
        trial.arrives("up/d-1", new Mark(1, 0, 9)); // whose mark was another
        assertEquals(List.of(), trial.kinds());
        trial.arrives("up/e-1", new Mark(1, 0, 9));
        assertEquals(List.of(Kind.UNEXPECTED), trial.kinds());
    }

    @Test
    void anOutageDoesNotMakeAMessageLate() throws Exception {
        Trial trial = trial("outages = [{ at = \"10s\", for = \"2m\" }]");
        trial.now = 9 * Ticks.SECOND;
        Mark mark = trial.sent(0, 0, 1);
        trial.now = 189 * Ticks.SECOND;
        trial.arrives("up/d-1", mark);
        assertEquals(List.of(), trial.kinds());
        Mark slow = trial.sent(0, 0, 2);
        trial.now += 61 * Ticks.SECOND;
        trial.arrives("up/d-1", slow);
        assertEquals(List.of(Kind.LATE), trial.kinds());
    }

    @Test
    void whoWasCutOffByAnOutageGoesOnWhenItIsBack() throws Exception {
        Trial trial = trial("outages = [{ at = \"10s\", for = \"2m\" }]");
        Unit unit = trial.units.get(0);
        trial.now = 9 * Ticks.SECOND;
        Mark mark = trial.sent(0, 0, 1);
        trial.now = 300 * Ticks.SECOND;
        trial.oracle.stateChanged(unit, DeviceState.CONNECTING, DeviceState.ACTIVE, trial.now);
        trial.now += 59 * Ticks.SECOND;
        trial.arrives("up/d-1", mark);
        assertEquals(List.of(), trial.kinds());
    }
}
