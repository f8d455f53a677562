package dev.dormouse.sim.oracle;

import dev.dormouse.codec.Bytes;
import dev.dormouse.codec.v12.ConnAck;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.sim.device.DeviceState;
import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.DeafPort;
import dev.dormouse.sim.run.Clock;
import dev.dormouse.sim.run.FarEnd;
import dev.dormouse.sim.run.Fleet;
import dev.dormouse.sim.run.Mark;
import dev.dormouse.sim.run.Unit;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** An oracle with a fleet whose fate a test decides. */
final class Trial {
    final Oracle oracle;
    final List<Unit> units;
    long now;

    Trial(String... lines) throws Exception {
        FleetPlan plan = Plans.of(lines);
        oracle = new Oracle(plan);
        Unit.Surroundings around =
                new Unit.Surroundings(new Clock(), (device, ear) -> new DeafPort(), oracle, FarEnd.SILENT);
        units = new Fleet(plan, around.clock(), 0, 1, group -> around, 1).units();
    }

    static String payload(Mark mark) {
        return "21.5" + mark;
    }

    /** It connects, and its subscriptions are accepted. */
    void connect(int device) {
        Unit unit = units.get(device);
        unit.device().start(now);
        unit.device().hear(new ConnAck(ReturnCode.ACCEPTED), now);
        unit.device().setup().subscriptions().forEach(each -> oracle.subscribed(unit, each, true, now));
    }

    void powerCut(int device) {
        units.get(device).device().powerOff(true, now);
    }

    Mark sent(int device, int line, int number) {
        Mark mark = new Mark(device, line, number);
        oracle.sent(units.get(device), mark, Bytes.ofUtf8(payload(mark)).hashCode(), now);
        return mark;
    }

    Mark confirmed(int device, int line, int number) {
        Mark mark = sent(device, line, number);
        oracle.confirmed(units.get(device), mark, now);
        return mark;
    }

    void arrives(String topic, Mark mark) {
        oracle.arrived(topic, payload(mark).getBytes(StandardCharsets.UTF_8), now);
    }

    Mark commanded(int device, int line, int number) {
        Mark mark = new Mark(device, line, number);
        oracle.commanded(units.get(device), mark, payload(mark).hashCode(), now);
        return mark;
    }

    void delivered(int device, String topic, Mark mark) {
        delivered(device, topic, payload(mark));
    }

    void delivered(int device, String topic, String payload) {
        oracle.delivered(units.get(device), topic, payload, now);
    }

    DeviceState state(int device) {
        return units.get(device).device().state();
    }

    List<Finding.Kind> kinds() {
        return oracle.judge().stream().map(Finding::kind).toList();
    }
}
