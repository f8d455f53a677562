package dev.dormouse.sim.dongle.znp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Bench;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.Octets;
import dev.dormouse.sim.dongle.RadioVector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ZnpDongleTest {
    private static final int NODES = 5;
    private static final long FIVE_MINUTES = 300_000;
    private static final NodeAddress OF_THE_VECTORS = new NodeAddress(0x0013A20040A1B2C3L, 0x1234, 0);
    private static final String REGISTER = "2400 E8 05C1 0100 00 00 01 1100 01 1100";
    private static final String START = "2540 6400";

    private final UnpiFrames line = new UnpiFrames();

    @ParameterizedTest
    @EnumSource(ZStack.class)
    void metersPublishSleepAndGetTheirMessages(ZStack firmware) {
        Bench bench = serve(new Bench(NODES, AirConditions.CLEAR), ZnpOptions.of(firmware));
        bench.everybodyWasServed();
        assertEquals(0, bench.tally().of("requests before the last was answered"));
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
                "status-early",
                "busy@10s+10s",
                "reset@5s",
                "network-down@10s+20s"
            })
    void whateverGoesWrongNothingIsLostInTheEnd(String fault) {
        serve(new Bench(NODES, AirConditions.CLEAR.withLoss(0.2), fault), ZnpOptions.of(ZStack.Z3_X))
                .everybodyWasServed();
    }

    @Test
    void anUnformedNetworkHasToBeCommissioned() {
        ZnpOptions unformed = new ZnpOptions(ZStack.Z3_X, false, false, 0xE8, 0x11);
        assertEquals(
                List.of("654002", "6f0500", "45c008", "45c009"),
                said(new Bench(0, AirConditions.CLEAR), unformed, START, "2F05 04"));
    }

    @Test
    void theOldestFirmwareFormsByItself() {
        ZnpOptions unformed = new ZnpOptions(ZStack.Z1_2, false, false, 0xE8, 0x11);
        assertEquals(
                List.of("654001", "6000022f05", "45c008", "45c009"),
                said(new Bench(0, AirConditions.CLEAR), unformed, START, "2F05 04"));
    }

    @Test
    void aSecondRegistrationIsADuplicateUntilTheReset() {
        assertEquals(
                List.of("640000", "6400b8", "4180000201020701"),
                said(new Bench(0, AirConditions.CLEAR), ZnpOptions.of(ZStack.Z3_X), REGISTER, REGISTER, "4100 01"));
    }

    @Test
    void theBootLoaderWaitsForItsOctet() {
        List<String> said = new ArrayList<>();
        new Bench(0, AirConditions.CLEAR)
                .play(
                        rig -> new ZnpDongle(rig, new ZnpOptions(ZStack.Z1_2, true, true, 0xE8, 0x11)),
                        (octets, toDongle) -> {
                            if (!octets.isEmpty()) {
                                said.add(octets.toHex());
                            }
                        },
                        2000,
                        line.encode(frame("2101")),
                        Bytes.ofHex("EF"));
        assertEquals(1, said.size());
        assertTrue(said.get(0).startsWith("fe064180"), said.get(0));
    }

    @Test
    void whoHasAnAddressCanBeAsked() {
        assertEquals(
                List.of(
                        "650100",
                        "458100" + "0100b04000a21300" + "017d" + "0000",
                        "650100",
                        "458181" + "00".repeat(8) + "7777" + "0000"),
                said(
                        new Bench(1, AirConditions.CLEAR),
                        ZnpOptions.of(ZStack.Z3_X),
                        "2501 017D 00 00",
                        "2501 7777 00 00"));
    }

    @Test
    void commandsAreKnownOrRefusedAsTheVectorsSay() {
        assertEquals(
                List.of("6000022605".replace("26", "25"), "6000012605"),
                said(new Bench(0, AirConditions.CLEAR), ZnpOptions.of(ZStack.Z3_X), "2505", "2605"));
    }

    @TestFactory
    Stream<DynamicTest> whatTheHostAsksToTransmitIsUnderstoodAsTheVectorsSay() {
        return RadioVector.of("znp").stream()
                .filter(vector -> vector.name().matches("af-data-request-(unicast|broadcast|ext).*"))
                .map(vector -> DynamicTest.dynamicTest(vector.name(), () -> {
                    List<MtFrame> frames = new ArrayList<>();
                    new UnpiFrames().feed(vector.octets(), frames::add);
                    Bytes data = frames.get(0).data();
                    DataRequest request =
                            vector.name().contains("-ext-") ? DataRequest.readExtended(data) : DataRequest.read(data);
                    assertNotNull(request);
                    assertEquals(vector.hex("mqttsn"), request.data());
                    assertEquals(vector.decoded().getInt("transId"), request.transaction());
                    assertEquals(vector.decoded().getInt("dstEp"), request.destinationEndpoint());
                    assertEquals(vector.decoded().getInt("srcEp"), request.sourceEndpoint());
                    assertEquals(0xFC54, request.cluster());
                    assertEquals(vector.decoded().optBoolean("broadcast"), request.toAll());
                    assertEquals(!request.toAll(), request.isFor(OF_THE_VECTORS));
                }));
    }

    @TestFactory
    Stream<DynamicTest> indicationsAreWrittenAsTheVectorsSay() {
        return Stream.of(
                        wanted("sys-reset-ind", Indications.reset(ZStack.Z3_X)),
                        wanted("zdo-state-change-ind-coord", Indications.stateChange(9)),
                        wanted("af-data-confirm-ok", Indications.confirm(0, 0x54, 1)),
                        wanted("af-data-confirm-aps-no-ack", Indications.confirm(0xB7, 0x54, 1)),
                        wanted("zdo-end-device-annce-ind", Indications.announced(OF_THE_VECTORS)),
                        wanted("zdo-tc-dev-ind", Indications.joined(OF_THE_VECTORS)),
                        wanted("af-incoming-msg-searchgw", incoming(true, "030100")),
                        wanted("af-incoming-msg-connect", incoming(false, "0b040401001e6e6f646531")))
                .map(test -> test);
    }

    private DynamicTest wanted(String name, MtFrame frame) {
        RadioVector vector = RadioVector.of("znp").stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return DynamicTest.dynamicTest(name, () -> assertEquals(vector.octets(), line.encode(frame)));
    }

    private static MtFrame incoming(boolean broadcast, String datagram) {
        return Indications.incoming(OF_THE_VECTORS, 0x54, 0xFC54, broadcast, 1122867, 7, Bytes.ofHex(datagram));
    }

    /** What it says, in hexadecimal without framing, to requests that are sent one after the other answer. */
    private List<String> said(Bench bench, ZnpOptions options, String... requests) {
        List<String> said = new ArrayList<>();
        Queue<String> left = new ArrayDeque<>(Arrays.asList(requests).subList(1, requests.length));
        bench.play(
                rig -> new ZnpDongle(rig, options),
                (octets, toDongle) -> line.feed(octets, frame -> {
                    said.add("%04x".formatted(frame.command()) + frame.data().toHex());
                    if ((frame.cmd0() & 0xE0) == 0x60 && !left.isEmpty()) {
                        toDongle.add(line.encode(frame(left.remove())));
                    }
                }),
                4000,
                line.encode(frame(requests[0])));
        return said;
    }

    private static Bench serve(Bench bench, ZnpOptions options) {
        bench.play(rig -> new ZnpDongle(rig, options), new Host(bench), FIVE_MINUTES);
        return bench;
    }

    /** Starts the network and registers after every reset, sends one request at a time, and repeats what is not answered. */
    private static final class Host implements Bench.Host {
        private static final long PATIENCE_MILLIS = 1000;

        private final Bench bench;
        private final UnpiFrames line = new UnpiFrames();
        private final Deque<MtFrame> requests = new ArrayDeque<>();
        private long sent = -PATIENCE_MILLIS;

        Host(Bench bench) {
            this.bench = bench;
            start();
        }

        private void start() {
            requests.clear();
            requests.add(frame(START));
            requests.add(frame(REGISTER));
        }

        @Override
        public void hear(Bytes octets, Queue<Bytes> toDongle) {
            line.feed(octets, this::onFrame);
            if (!requests.isEmpty() && bench.time().now() >= sent + PATIENCE_MILLIS) {
                sent = bench.time().now();
                toDongle.add(line.encode(requests.element()));
            }
        }

        private void onFrame(MtFrame frame) {
            if (frame.command() == 0x4180) {
                start();
            } else if (frame.command() == 0x4481) {
                answer(frame.data());
            } else if (!requests.isEmpty()
                    && frame.command() == requests.element().command() + 0x4000) {
                requests.remove();
                sent = -PATIENCE_MILLIS;
            }
        }

        private void answer(Bytes incoming) {
            int source = incoming.at(4) | incoming.at(5) << 8;
            Bytes datagram = Bytes.ofHex(incoming.toHex().substring(34, 34 + 2 * incoming.at(16)));
            bench.gateway(source).answer(datagram).forEach(answer -> {
                Octets request =
                        new Octets().pairLow(source).octet(0xE8).octet(0xE8).pairLow(0x11);
                request.octet(1).octet(0x10).octet(30).octet(answer.length()).bytes(answer);
                requests.add(MtFrame.of(0x2401, request.done()));
            });
        }
    }

    private static MtFrame frame(String hex) {
        Bytes all = Objects.requireNonNull(Bytes.ofHex(hex));
        return new MtFrame(all.at(0), all.at(1), Bytes.ofHex(all.toHex().substring(4)));
    }
}
