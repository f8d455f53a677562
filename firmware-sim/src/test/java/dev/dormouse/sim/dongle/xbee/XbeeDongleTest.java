package dev.dormouse.sim.dongle.xbee;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Bench;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import dev.dormouse.sim.dongle.RadioVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class XbeeDongleTest {
    private static final int NODES = 5;
    private static final long FIVE_MINUTES = 300_000;
    private static final NodeAddress OF_THE_VECTORS = new NodeAddress(0x0013A20040A1B2C3L, 0x1234, 0);

    private final List<Bytes> heard = new ArrayList<>();
    private int frameId;

    @ParameterizedTest
    @CsvSource({"ZIGBEE_S2C, 1", "ZIGBEE_3, 2", "IEEE_802_15_4_S1, 1", "IEEE_802_15_4_S2C, 2", "DIGIMESH_S1, 2"})
    void metersPublishSleepAndGetTheirMessages(XbeeFirmware firmware, int mode) {
        serve(new Bench(NODES, AirConditions.CLEAR), XbeeOptions.of(firmware, mode))
                .everybodyWasServed();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "octetwise",
                "coalesced",
                "garbage*0.2",
                "corrupt*0.1",
                "status-lost",
                "status-late",
                "status-wrong-id",
                "busy@10s+10s",
                "reset@5s",
                "network-down@10s+20s"
            })
    void whateverGoesWrongNothingIsLostInTheEnd(String fault) {
        serve(new Bench(NODES, AirConditions.CLEAR.withLoss(0.2), fault), XbeeOptions.of(XbeeFirmware.ZIGBEE_S2C, 2))
                .everybodyWasServed();
    }

    @TestFactory
    Stream<DynamicTest> whatANodeSendsIsToldAsTheVectorsSay() {
        return RadioVector.of("xbee").stream()
                .filter(vector ->
                        vector.name().matches("rx-(packet-(searchgw|connect|publish_esc)|explicit).*|154-rx.*"))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    boolean legacy = vector.name().startsWith("154");
                    XbeeSettings settings = new XbeeSettings(
                            legacy ? XbeeFirmware.IEEE_802_15_4_S1 : XbeeFirmware.ZIGBEE_S2C, 1, false);
                    settings.set("AO", Bytes.of((byte) (vector.name().contains("explicit") ? 1 : 0)));
                    ReceiveFrames frames =
                            new ReceiveFrames(settings, vector.name().contains("rx16"));
                    Bytes data = frames.data(
                            OF_THE_VECTORS,
                            vector.hex("mqttsn"),
                            vector.decoded().optBoolean("broadcast"));
                    assertEquals(vector.octets(), new ApiFrames(vector.decoded().getInt("apiMode")).encode(data));
                }));
    }

    @TestFactory
    Stream<DynamicTest> whatTheHostAsksToTransmitIsUnderstoodAsTheVectorsSay() {
        return RadioVector.of("xbee").stream()
                .filter(vector -> vector.name().matches("(154-)?tx(-request|-explicit|16|64).*"))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    List<Bytes> data = new ArrayList<>();
                    new ApiFrames(vector.decoded().getInt("apiMode")).feed(vector.octets(), data::add);
                    Transmission request = Transmission.read(data.get(0));
                    assertNotNull(request);
                    assertEquals(vector.decoded().getInt("frameId"), request.frameId());
                    assertEquals(vector.hex("mqttsn"), request.data());
                    assertEquals(vector.decoded().optBoolean("broadcast"), request.toAll());
                    assertEquals(!request.toAll(), request.isFor(OF_THE_VECTORS));
                    assertFalse(request.forOthers());
                }));
    }

    @Test
    void theQuestionsOfAStartAreAnswered() {
        ask(
                XbeeOptions.of(XbeeFirmware.ZIGBEE_S2C, 2),
                "080141 50",
                "0802 5348",
                "0803 4E50",
                "0804 4149",
                "0805 5A5A");
        assertEquals(
                List.of(
                        "8801415000" + "02",
                        "8802534800" + "0013a200",
                        "88034e5000" + "00ff",
                        "8804414900" + "00",
                        "88055a5a02"),
                heard.stream().map(Bytes::toHex).toList());
    }

    @Test
    void theFirstGenerationOf802154KnowsNoNp() {
        ask(XbeeOptions.of(XbeeFirmware.IEEE_802_15_4_S1, 1), "0801 4E50", "0802 414F 00");
        assertEquals(
                List.of("88014e5002", "8802414f02"),
                heard.stream().map(Bytes::toHex).toList());
    }

    @Test
    void theStatusTellsWhatBecameOfATransmission() {
        String toAll = "000000000000FFFF FFFE 0000";
        ask(
                XbeeOptions.of(XbeeFirmware.ZIGBEE_S2C, 1),
                "1001 0013A200FFFFFFFF FFFE 0000 0217",
                "1002" + toAll + "0217",
                "1003" + toAll + "00".repeat(93),
                "1104 0013A20040B00001 FFFE 0101 0006 0104 0000 0217");
        assertEquals(
                Set.of("8b01fffd002400", "8b02fffd000000", "8b03fffd007400", "8b04fffd001500"),
                Set.copyOf(heard.stream().map(Bytes::toHex).toList()));
    }

    @Test
    void aResetIsToldAndTheUnwrittenModeIsGone() {
        ApiFrames first = new ApiFrames(1);
        List<String> said = new ArrayList<>();
        new Bench(0, AirConditions.CLEAR, "reset@2s")
                .play(
                        rig -> new XbeeDongle(rig, XbeeOptions.of(XbeeFirmware.ZIGBEE_S2C, 1)),
                        (octets, toDongle) -> {
                            if (!octets.isEmpty()) {
                                said.add(octets.toHex());
                            }
                        },
                        5000,
                        first.encode(Bytes.ofHex("0801 4150 02")));
        assertEquals(List.of("7e00058801415000e5", "7e00028a0075", "7e00028a066f"), said);
    }

    private void ask(XbeeOptions options, String... questions) {
        ApiFrames frames = new ApiFrames(options.mode());
        Bytes[] hello = Stream.of(questions)
                .map(question -> frames.encode(Bytes.ofHex(question)))
                .toArray(Bytes[]::new);
        new Bench(0, AirConditions.CLEAR)
                .play(
                        rig -> new XbeeDongle(rig, options),
                        (octets, toDongle) -> frames.feed(octets, heard::add),
                        2000,
                        hello);
    }

    private Bench serve(Bench bench, XbeeOptions options) {
        ApiFrames frames = new ApiFrames(options.mode());
        bench.play(
                rig -> new XbeeDongle(rig, options),
                (octets, toDongle) -> frames.feed(octets, data -> answer(bench, data, frames, toDongle)),
                FIVE_MINUTES);
        assertTrue(bench.tally().of("frames of the host") > 0);
        return bench;
    }

    private void answer(Bench bench, Bytes data, ApiFrames frames, Queue<Bytes> toDongle) {
        String hex = data.toHex();
        int type = data.at(0);
        int payload = type == 0x90 ? 12 : 11;
        if (type != 0x90 && type != 0x80) {
            return;
        }
        String source = hex.substring(2, 18);
        bench.gateway(source).answer(Bytes.ofHex(hex.substring(2 * payload))).forEach(answer -> {
            Octets request = new Octets().octet(type == 0x90 ? 0x10 : 0x00).octet(frameId++ % 255 + 1);
            request.bytes(Bytes.ofHex(source));
            if (type == 0x90) {
                request.pair(0xFFFE).octet(0);
            }
            toDongle.add(frames.encode(request.octet(0).bytes(answer).done()));
        });
    }
}
