package dev.dormouse.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.DeafPort;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.run.Clock;
import dev.dormouse.sim.run.FarEnd;
import dev.dormouse.sim.run.Fleet;
import dev.dormouse.sim.run.Unit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a day costs, by hand: 1000 bit/s, 10 mA to send, 5 mA to receive, 1 mA asleep, no headers. */
class EnergyTest {
    private static final long HOUR = 3_600_000_000L;
    private static final long DAY = 24 * HOUR;
    private static final int AN_HOUR_OF_OCTETS = 450_000;

    private static FleetPlan plan(String more) throws Exception {
        return Plans.of(
                "current = { sleep-ma = 1, receive-ma = 5, transmit-ma = 10, bit-rate = 1000, overhead = 0 }",
                "[[groups]]",
                "count = 2",
                more);
    }

    private static List<Unit> units(FleetPlan plan, Oracle oracle) {
        Unit.Surroundings around =
                new Unit.Surroundings(new Clock(), (device, ear) -> new DeafPort(), oracle, FarEnd.SILENT);
        return new Fleet(plan, around.clock(), 0, 1, group -> around, 1).units();
    }

    private static Energy afterADay(String more, boolean up, int octets) throws Exception {
        FleetPlan plan = plan(more);
        Oracle oracle = new Oracle(plan);
        units(plan, oracle).forEach(unit -> oracle.datagram(unit, up, octets, 0));
        return afterADay(plan, oracle);
    }

    private static Energy afterADay(FleetPlan plan, Oracle oracle) {
        List<Energy> energy = new ArrayList<>();
        oracle.read(tally -> energy.add(Energy.of(plan, tally, DAY)));
        return energy.get(0);
    }

    @Test
    void whoSleepsPaysForWhatItSendsAndReceives() throws Exception {
        Energy sends = afterADay("sleep = {}", true, AN_HOUR_OF_OCTETS);
        assertEquals(AN_HOUR_OF_OCTETS, sends.octets(), 1);
        assertEquals(3600, sends.airtime(), 0.1);
        assertEquals(10 + 23, sends.milliampereHours(), 0.01);
        Energy receives = afterADay("connect = false", false, AN_HOUR_OF_OCTETS);
        assertEquals(5 + 23, receives.milliampereHours(), 0.01);
    }

    @Test
    void whoStaysAwakeListensAllDay() throws Exception {
        assertTrue(afterADay("", true, 1).milliampereHours() > 119);
        assertEquals(10 + 23 * 5, afterADay("", true, AN_HOUR_OF_OCTETS).milliampereHours(), 0.01);
    }

    @Test
    void whoSleepsListensFromConnectToSleepAndInItsWakeUps() throws Exception {
        FleetPlan plan = plan("sleep = {}");
        Oracle oracle = new Oracle(plan);
        for (Unit unit : units(plan, oracle)) {
            oracle.stateChanged(unit, DeviceState.OFF, DeviceState.CONNECTING, 0);
            oracle.stateChanged(unit, DeviceState.CONNECTING, DeviceState.ACTIVE, HOUR);
            oracle.stateChanged(unit, DeviceState.ACTIVE, DeviceState.ASLEEP, 2 * HOUR);
            oracle.stateChanged(unit, DeviceState.ASLEEP, DeviceState.AWAKE, 3 * HOUR);
            oracle.stateChanged(unit, DeviceState.AWAKE, DeviceState.ASLEEP, 4 * HOUR);
            oracle.stateChanged(unit, DeviceState.ASLEEP, DeviceState.CONNECTING, DAY - HOUR);
        }
        assertEquals(4 * 5 + 20, afterADay(plan, oracle).milliampereHours(), 0.01);
    }
}
