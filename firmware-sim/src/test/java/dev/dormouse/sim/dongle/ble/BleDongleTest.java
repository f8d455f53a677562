package dev.dormouse.sim.dongle.ble;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.AirConditions;
import dev.dormouse.sim.dongle.Bench;
import dev.dormouse.sim.dongle.NodeAddress;
import dev.dormouse.sim.dongle.RadioVector;
import dev.dormouse.sim.dongle.Rig;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BleDongleTest {
    private static final int NODES = 5;
    private static final long FIVE_MINUTES = 300_000;
    /** What another controller says otherwise: its larger buffers, MTU and its reason for the end. */
    private static final Set<String> OTHERWISE =
            Set.of("trace-hci-le-read-buffer-size-rsp", "trace-hci-evt-disconnection-complete");

    private final List<String> said = new ArrayList<>();

    @Test
    void aRecordedConversationWithAnotherControllerGoesTheSameWay() {
        Bench bench = new Bench(1, AirConditions.CLEAR);
        BleDongle[] dongle = new BleDongle[1];
        bench.play(rig -> dongle[0] = dongle(rig, 251), (octets, toDongle) -> keep(octets), 100);
        List<String> missing = new ArrayList<>();
        List<RadioVector> trace = RadioVector.of("ble-hci-h4").stream()
                .filter(vector -> vector.name().startsWith("trace-"))
                .toList();
        for (RadioVector vector : trace) {
            boolean fromHost = vector.octets().at(0) == H4.COMMAND
                    || (vector.octets().at(0) == H4.ACL && (vector.octets().at(2) & 0x20) == 0);
            if (fromHost) {
                said.clear();
                dongle[0].hear(vector.octets());
                bench.time().advanceTo(bench.time().now() + 500);
            } else if (vector.name().startsWith("trace-att-handle-value-ntf")) {
                dongle[0].onDatagram(NodeAddress.numbered(0), vector.hex("mqttsn"), false);
                assertEquals(vector.octets().toHex(), said.get(said.size() - 1), vector.name());
            } else if (!said.contains(vector.octets().toHex()) && !OTHERWISE.contains(vector.name())) {
                missing.add(vector.name() + " not among " + said);
            }
        }
        assertEquals(List.of(), missing);
        assertEquals(2, bench.tally().of("unicasts: delivered") + bench.tally().of("unicasts: expired"));
    }

    @Test
    void longValuesAreCutAndPutTogetherAsTheVectorsSay() {
        List<String> parts = new ArrayList<>();
        List<Bytes> messages = new ArrayList<>();
        BleLink link = new BleLink(
                1,
                NodeAddress.numbered(0),
                new BleOptions(1, 27, 8, 517, 0),
                part -> parts.add(part.toHex()),
                messages::add);
        link.onAcl(acl("0200040002f700"));
        link.onAcl(Bytes.ofHex(vector("trace-att-exchange-mtu-req").toHex().substring(2)));
        link.onAcl(Bytes.ofHex(vector("trace-att-write-req-cccd-notify").toHex().substring(2)));
        link.onAcl(Bytes.ofHex(vector("acl-tx-fragment-1-of-2").toHex().substring(2)));
        link.onAcl(Bytes.ofHex(vector("acl-tx-fragment-2-of-2").toHex().substring(2)));
        assertEquals(1, messages.size());
        parts.clear();
        assertTrue(link.deliver(messages.get(0)));
        assertEquals(
                List.of(
                        vector("acl-rx-fragment-1-of-2").toHex(),
                        vector("acl-rx-fragment-2-of-2").toHex()),
                parts);
        parts.clear();
        link.askForParameters();
        assertEquals(List.of(vector("l2cap-conn-param-update-req").toHex()), parts);
    }

    @Test
    void metersPublishSleepAndGetTheirMessages() {
        Bench bench = serve(new Bench(NODES, AirConditions.CLEAR));
        bench.everybodyWasServed();
        assertEquals(0, bench.tally().of("ACL packets beyond the credit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"octetwise", "coalesced", "reset@5s", "network-down@10s+20s", "busy*0.5"})
    void whateverGoesWrongNothingIsLostInTheEnd(String fault) {
        serve(new Bench(NODES, AirConditions.CLEAR.withLoss(0.2), fault)).everybodyWasServed();
    }

    @Test
    void beaconsPublishWithoutAConnectionAndRepeatThemselves() {
        new Bench(0, AirConditions.CLEAR)
                .play(
                        rig -> new BleDongle(rig, new BleOptions(1, 27, 8, 247, 2)),
                        (octets, toDongle) -> keep(octets),
                        6000,
                        Bytes.ofHex("010c20020100"));
        String first = "043e1d0201030101007e7edbc0110201040dffffff0a0c6274310000302d31c4";
        assertEquals(3, said.stream().filter(first::equals).count());
    }

    private Bench serve(Bench bench) {
        bench.play(rig -> dongle(rig, 27), new LittleHost(bench), FIVE_MINUTES, LittleHost.hello());
        return bench;
    }

    private static BleDongle dongle(Rig rig, int aclLength) {
        return new BleDongle(rig, new BleOptions(20, aclLength, 8, 517, 0));
    }

    private void keep(Bytes octets) {
        if (!octets.isEmpty()) {
            said.add(octets.toHex());
        }
    }

    private static Bytes vector(String name) {
        return RadioVector.of("ble-hci-h4").stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow()
                .octets();
    }

    private static Bytes acl(String l2cap) {
        return Bytes.ofHex("0100" + "0000" + l2cap);
    }
}
