package dev.dormouse.sim.dongle.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Air;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Fault;
import dev.dormouse.sim.dongle.FaultScript;
import dev.dormouse.sim.dongle.FaultyWire;
import dev.dormouse.sim.dongle.MiniGateway;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Rig;
import dev.dormouse.sim.dongle.Tally;
import dev.dormouse.sim.dongle.Timeline;
import dev.dormouse.sim.dongle.meter.Meter;
import dev.dormouse.sim.dongle.meter.MeterOptions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwarderDongleTest {
    private static final int NODES = 5;

    private final Timeline time = new Timeline();
    private final Tally tally = new Tally();
    private final Map<Bytes, MiniGateway> gateways = new HashMap<>();
    private final List<String> controls = new ArrayList<>();
    private final List<Meter> meters = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Framing.class)
    void metersPublishSleepAndGetTheirMessages(Framing framing) {
        play(ForwarderOptions.of(framing, framing == Framing.LENGTH ? Crc.NONE : Crc.X25, 8), AirConditions.CLEAR);
        everybodyHasPublishedAndGotTheMessage();
    }

    @Test
    void theAquilaBridgeAcknowledgesEveryFrame() {
        play(ForwarderOptions.AQUILA, AirConditions.CLEAR);
        everybodyHasPublishedAndGotTheMessage();
        assertEquals(Set.of("0201"), Set.copyOf(controls));
        assertEquals(tally.of("frames of the host"), controls.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"octetwise", "coalesced", "garbage*0.2", "corrupt*0.1", "network-down@10s+20s", "reset@5s"})
    void whateverGoesWrongOnTheLineNothingIsLostInTheEnd(String fault) {
        play(ForwarderOptions.of(Framing.SLIP, Crc.XMODEM, 2), AirConditions.CLEAR.withLoss(0.2), fault);
        everybodyHasPublishedAndGotTheMessage();
    }

    @Test
    void aBareForwarderHasOneNode() {
        play(ForwarderOptions.bare(Framing.SLIP, Crc.NONE), AirConditions.CLEAR);
        MiniGateway gateway = Objects.requireNonNull(gateways.get(Bytes.EMPTY));
        assertTrue(gateway.published().contains("node0-1"));
    }

    private void everybodyHasPublishedAndGotTheMessage() {
        assertEquals(NODES, gateways.size());
        for (int i = 0; i < NODES; i++) {
            String first = "node" + i + "-1";
            MiniGateway gateway = gateways.values().stream()
                    .filter(each -> each.published().contains(first))
                    .findFirst()
                    .orElseThrow();
            assertEquals(List.of("first"), gateway.acknowledged());
            assertTrue(meters.get(i).published() > 2);
        }
    }

    /** Five minutes of a host that answers at once. */
    private void play(ForwarderOptions options, AirConditions conditions, String... faults) {
        Air air = new Air(time, conditions, 7);
        int nodes = options.envelope() ? NODES : 1;
        for (int i = 0; i < nodes; i++) {
            Meter meter = new Meter(MeterOptions.of("node" + i), (name, event, detail) -> {});
            meters.add(meter);
            air.add(NodeAddress.numbered(i), meter);
        }
        FaultScript script =
                new FaultScript(List.of(faults).stream().map(Fault::parse).toList(), time, 7);
        FrameCodec host = options.framing().codec();
        List<Bytes> toDongle = new ArrayList<>();
        FaultyWire wire = new FaultyWire(
                octets -> host.feed(octets, time.now(), frame -> answers(options, frame)
                        .forEach(
                                answer -> toDongle.add(host.encode(options.crc().append(answer))))),
                script,
                time);
        ForwarderDongle dongle = new ForwarderDongle(new Rig(time, air, wire, script, tally), options);
        script.announce(dongle::faultBegins, dongle::faultEnds);
        dongle.powerOn();
        for (long now = 0; now < 300_000; now += 200) {
            time.advanceTo(now);
            List.copyOf(toDongle).forEach(dongle::hear);
            toDongle.clear();
        }
    }

    private List<Bytes> answers(ForwarderOptions options, Bytes frame) {
        Bytes content = options.crc().strip(frame);
        if (content == null) {
            return List.of();
        }
        if (!options.envelope()) {
            return gateway(Bytes.EMPTY).answer(content);
        }
        if (options.aquila()) {
            if (content.length() == 4) {
                controls.add(content.toHex().substring(4));
                return List.of();
            }
            Bytes node = Bytes.ofHex(content.toHex().substring(10, 14));
            return gateway(node).answer(Bytes.ofHex(content.toHex().substring(14))).stream()
                    .map(answer -> new Envelope(1, node, answer).write())
                    .toList();
        }
        Envelope envelope = Envelope.read(content);
        return envelope == null
                ? List.of()
                : gateway(envelope.nodeId()).answer(envelope.message()).stream()
                        .map(answer -> new Envelope(0, envelope.nodeId(), answer).write())
                        .toList();
    }

    private MiniGateway gateway(Bytes node) {
        return gateways.computeIfAbsent(node, any -> {
            MiniGateway gateway = new MiniGateway();
            gateway.queue("first");
            return gateway;
        });
    }
}
