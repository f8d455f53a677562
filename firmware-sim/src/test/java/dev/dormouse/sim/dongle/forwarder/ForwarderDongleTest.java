package dev.dormouse.sim.dongle.forwarder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Bench;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ForwarderDongleTest {
    private static final int NODES = 5;
    private static final long FIVE_MINUTES = 300_000;

    private final List<String> controls = new ArrayList<>();

    @ParameterizedTest
    @EnumSource(Framing.class)
    void metersPublishSleepAndGetTheirMessages(Framing framing) {
        ForwarderOptions options = ForwarderOptions.of(framing, framing == Framing.LENGTH ? Crc.NONE : Crc.X25, 8);
        play(new Bench(NODES, AirConditions.CLEAR), options).everybodyWasServed();
    }

    @Test
    void theAquilaBridgeAcknowledgesEveryFrame() {
        Bench bench = play(new Bench(NODES, AirConditions.CLEAR), ForwarderOptions.AQUILA);
        bench.everybodyWasServed();
        assertEquals(Set.of("0201"), Set.copyOf(controls));
        assertEquals(bench.tally().of("frames of the host"), controls.size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"octetwise", "coalesced", "garbage*0.2", "corrupt*0.1", "network-down@10s+20s", "reset@5s"})
    void whateverGoesWrongOnTheLineNothingIsLostInTheEnd(String fault) {
        ForwarderOptions options = ForwarderOptions.of(Framing.SLIP, Crc.XMODEM, 2);
        play(new Bench(NODES, AirConditions.CLEAR.withLoss(0.2), fault), options)
                .everybodyWasServed();
    }

    @Test
    void aBareForwarderHasOneNode() {
        Bench bench = play(new Bench(1, AirConditions.CLEAR), ForwarderOptions.bare(Framing.SLIP, Crc.NONE));
        bench.everybodyWasServed();
        assertTrue(bench.gateway(Bytes.EMPTY).published().contains("node0-1"));
    }

    private Bench play(Bench bench, ForwarderOptions options) {
        FrameCodec host = options.framing().codec();
        bench.play(
                rig -> new ForwarderDongle(rig, options),
                (octets, toDongle) ->
                        host.feed(octets, bench.time().now(), frame -> answer(bench, options, frame, host, toDongle)),
                FIVE_MINUTES);
        return bench;
    }

    private void answer(Bench bench, ForwarderOptions options, Bytes frame, FrameCodec host, Queue<Bytes> toDongle) {
        Bytes content = options.crc().strip(frame);
        if (content != null) {
            answers(bench, options, content)
                    .forEach(answer -> toDongle.add(host.encode(options.crc().append(answer))));
        }
    }

    private List<Bytes> answers(Bench bench, ForwarderOptions options, Bytes content) {
        if (!options.envelope()) {
            return bench.gateway(Bytes.EMPTY).answer(content);
        }
        if (options.aquila()) {
            if (content.length() == 4) {
                controls.add(content.toHex().substring(4));
                return List.of();
            }
            Bytes node = Bytes.ofHex(content.toHex().substring(10, 14));
            return bench.gateway(node).answer(Bytes.ofHex(content.toHex().substring(14))).stream()
                    .map(answer -> new Envelope(1, node, answer).write())
                    .toList();
        }
        Envelope envelope = Envelope.read(content);
        return envelope == null
                ? List.of()
                : bench.gateway(envelope.nodeId()).answer(envelope.message()).stream()
                        .map(answer -> new Envelope(0, envelope.nodeId(), answer).write())
                        .toList();
    }
}
