package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.envelope.Forwarders;
import dev.dormouse.gateway.reception.AdmissionLimits;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Nodes behind forwarders (1.2 section 5.5, I-31 to I-34). */
class ForwarderScriptsTest extends Script {
    private static final int MANY = 1_000_000;

    static Stream<Vector> invalidEnvelopes() {
        return Vector.all().stream().filter(v -> v.isForwarded() && !v.valid());
    }

    static Stream<Vector> validEnvelopes() {
        return Vector.all().stream().filter(v -> v.isForwarded() && v.valid());
    }

    @BeforeEach
    void acceptEverything() {
        broker.acceptsEverything();
    }

    private Node node(String forwarder, String id) {
        return new Node(at(forwarder), id);
    }

    private long counted(String what) {
        return counters.nonZero().getOrDefault("dropped: " + what, 0L);
    }

    private void connected(Node node, String clientId) {
        node.says(connect(clientId).clean());
        node.hears(connack(0));
    }

    // ---- the envelope (I-31 to I-33) ----

    @Test
    @Requirement({"SN12-066", "SN12-068"})
    void wrapsTheAnswerToAWrappedClient() {
        at("F").says(Packet.ofHex("05fe001a2b09040401003c7a6231"));
        at("F").hears(Packet.ofHex("05fe001a2b030500"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4, 8, 252})
    @Requirement({"SN12-066", "SN12-071"})
    void servesNodeIdsOfAnyLength(int octets) {
        Node node = node("F", "a5".repeat(octets));
        connected(node, DEV1);
        node.says(register(0, 1, "t"));
        node.hears(regack(1, 1, 0));
        node.says(publish(1, 2, "x").qos(1));
        node.hears(puback(1, 2, 0));
        brokerHears(message("t", "x", 1));
        node.says(pingreq());
        node.hears(pingresp());
    }

    @Test
    @Requirement("SN12-067")
    void takesAndGivesLongPacketsInside() {
        Node node = node("F", "00124b0001020304");
        connected(node, DEV1);
        node.says(subscribe(1, "t"));
        node.hears(suback(0, 1, 1, 0));
        node.says(publish(1, 0, "x".repeat(300)));
        brokerHears(message("t", "x".repeat(300), 0));
        brokerSays(delivery(0, "t", "y".repeat(300), 0));
        node.hears(publish(1, 0, "y".repeat(300)));
        // A long Length on a short packet is as good inside as outside (I-2).
        node.says(Packet.ofHex("01000416"));
        node.hears(pingresp());
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x01, 0x02, 0x03, 0x04, 0xFC, 0xFF})
    @Requirement("SN12-069")
    void ignoresTheRadiusAndReservedBitsOfWhatArrivesAndSendsNone(int ctrl) {
        at("F").says(connect(DEV1).clean().inEnvelope(ctrl, "0001"));
        at("F").hears(connack(0).inEnvelope(0, "0001"));
    }

    @ParameterizedTest
    @MethodSource("invalidEnvelopes")
    @Requirement({"SN12-066", "SN12-067"})
    void dropsInvalidEnvelopesAndCountsThem(Vector vector) {
        Node node = node("F", "0001");
        connected(node, DEV1);
        at("F").says(vector.packet());
        at("F").hearsNothing();
        long dropped = counters.nonZero().entrySet().stream()
                .filter(each -> each.getKey().startsWith("dropped"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        require(dropped == 1, "it should be counted once, not " + dropped + " times");
        node.says(pingreq());
        node.hears(pingresp());
    }

    @ParameterizedTest
    @MethodSource("validEnvelopes")
    @Requirement("SN12-068")
    void wrapsWhateverItAnswersToValidEnvelopes(Vector vector) {
        at("F").says(vector.packet());
        int length = vector.packet().at(0);
        for (Packet heard = link.poll(new At("F")); heard != null; heard = link.poll(new At("F"))) {
            boolean same = heard.at(0) == length && heard.at(2) == 0;
            for (int i = 3; i < length; i++) {
                same &= heard.at(i) == vector.packet().at(i);
            }
            require(same, "the answer should be for the same node: " + heard);
        }
    }

    @Test
    @Requirement("SN12-070")
    void dropsAnEnvelopeInAnEnvelope() {
        Packet inner = connect(DEV1).clean().inEnvelope(0, "0002");
        at("F").says(inner.inEnvelope(0, "0001"));
        at("F").says(inner.inEnvelope(0, "0001").inEnvelope(0, "0000"));
        at("F").hearsNothing();
        require(counted("envelope in an envelope") == 2, "both should be counted");
        require(gateway().sessions() == 0, "no session should have come of it");
    }

    @Test
    @Requirement("SN12-066")
    void countsAnEnvelopeWithoutANodeIdAsMalformed() {
        at("F").says(Packet.ofHex("03fe000216"), Packet.ofHex("02fe000216"), Packet.ofHex("00fe000216"));
        at("F").hearsNothing();
        require(counted("envelope malformed") == 3, "all three should be counted");
    }

    @Test
    @Requirement({"SN12-067", "SN12-134"})
    void leavesRoomForTheEnvelope() {
        Node node = node("F", "00124b0001020304");
        connected(node, DEV1);
        node.says(subscribe(1, "t").qos(1));
        node.hears(suback(1, 1, 1, 0));
        link.largestDatagram(60);
        brokerSays(delivery(9, "t", "x".repeat(60 - 11 - 7), 1));
        node.hears(publish(1, 1, "x".repeat(60 - 11 - 7)).qos(1));
        node.says(puback(1, 1, 0));
        brokerHears(acknowledgement(9));
        brokerSays(delivery(10, "t", "x".repeat(60 - 11 - 6), 1));
        brokerHears(acknowledgement(10));
        require(counted("too large") == 1, "the other should be counted");
        link.largestDatagram(10);
        brokerSays(delivery(11, "t", "x", 1));
        brokerHears(acknowledgement(11));
    }

    // ---- who is who (I-34) ----

    @Test
    @Requirement("SN12-068")
    void tellsTwoNodesBehindOneForwarderApart() {
        Node one = node("F", "01");
        Node two = node("F", "02");
        connected(one, "one");
        connected(two, "two");
        one.says(subscribe(1, "t"));
        one.hears(suback(0, 1, 1, 0));
        brokerSays("one", delivery(0, "t", "x", 0));
        one.hears(publish(1, 0, "x"));
        two.says(disconnect());
        two.hears(disconnect());
        brokerHears("two", farewell());
        one.says(pingreq());
        one.hears(pingresp());
    }

    @Test
    @Requirement("SN12-068")
    void tellsTheSameNodeIdBehindTwoForwardersApart() {
        connected(node("F", "01"), "one");
        connected(node("G", "01"), "two");
        connected(node("F:2", "01"), "three");
        node("F", "01").says(pingreq());
        node("F", "01").hears(pingresp());
        require(gateway().sessions() == 3, "there should be three");
    }

    @Test
    @Requirement("SN12-068")
    void servesPlainAndWrappedClientsBehindOneAddress() {
        Node wrapped = node("A", "01");
        connectedClean();
        connected(wrapped, "wrapped");
        clientSays(pingreq());
        clientHears(pingresp());
        wrapped.says(pingreq());
        wrapped.hears(pingresp());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        wrapped.says(pingreq());
        wrapped.hears(pingresp());
        clientSays(pingreq());
        clientHears(disconnect());
    }

    @Test
    @Requirement({"SN12-068", "SN12-088"})
    void followsAClientFromOneForwarderToAnother() {
        Node before = node("F", "01");
        Node after = node("G", "3c4d");
        before.says(connect(DEV1));
        before.hears(connack(0));
        before.says(subscribe(1, "t"));
        before.hears(suback(0, 1, 1, 0));
        after.says(connect(DEV1));
        before.hears(disconnect());
        after.hears(connack(0));
        brokerSays(delivery(0, "t", "x", 0));
        after.hears(register(1, 1, "t"));
        after.says(regack(1, 1, 0));
        after.hears(publish(1, 0, "x"));
    }

    @Test
    @Requirement({"SN12-068", "SN12-088"})
    void followsAClientWhoseNodeIdChanges() {
        connected(node("F", "01"), DEV1);
        node("F", "02").says(connect(DEV1).clean());
        brokerHears(farewell());
        node("F", "01").hears(disconnect());
        node("F", "02").hears(connack(0));
        node("F", "02").says(pingreq());
        node("F", "02").hears(pingresp());
    }

    @Test
    @Requirement({"SN12-068", "SN12-088"})
    void findsASleeperThatWakesBehindAnotherForwarder() {
        Node before = node("F", "01");
        Node after = node("G", "01");
        connected(before, DEV1);
        before.says(subscribe(1, "t").qos(1));
        before.hears(suback(1, 1, 1, 0));
        before.says(sleep(100));
        before.hears(disconnect());
        brokerSays(delivery(9, "t", "x", 1));
        after.says(pingreq(DEV1));
        after.hears(publish(1, 1, "x").qos(1));
        after.says(puback(1, 1, 0));
        brokerHears(acknowledgement(9));
        after.hears(pingresp());
    }

    @Test
    @Requirement({"SN12-068", "SN12-088"})
    void followsAClientThatLeavesItsForwarder() {
        connected(node("F", "01"), DEV1);
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        node("F", "01").hears(disconnect());
        clientHears(connack(0));
    }

    @Test
    @Requirement("SN12-068")
    void tellsAWrappedStrangerThatItIsNotConnected() {
        node("F", "01").says(pingreq(), pingreq());
        node("F", "01").hears(disconnect());
        node("F", "02").says(pingreq());
        node("F", "02").hears(disconnect());
        at("F").hearsNothing();
    }

    @Test
    @Requirement("SN12-119")
    void passesOnWrappedMessagesWithoutAConnection() {
        node("F", "01").says(publishPredefined(10, 0, "x").qos(3));
        brokerHears(ScriptBroker.ANYONE, message("pre/ten", "x", 0));
        at("F").hearsNothing();
    }

    // ---- who may (I-34) ----

    @Test
    @Requirement("SN12-068")
    void opensEnvelopesOfTheAllowedMachinesOnly() {
        rules = rules.with(Forwarders.on(Set.of(new At("F"), new At("G"))));
        connected(node("F:1", "01"), "one");
        connected(node("G:2", "01"), "two");
        node("H:1", "01").says(connect("three").clean());
        at("H:1").hearsNothing();
        require(counted("forwarder not allowed") == 1, "it should be counted");
        at("H:1").says(connect("four").clean());
        at("H:1").hears(connack(0));
        require(gateway().sessions() == 3, "there should be three");
    }

    @Test
    @Requirement("SN12-068")
    void opensNoEnvelopeWhereNobodyIsAllowed() {
        rules = rules.with(Forwarders.none());
        node("A", "01").says(connect(DEV1).clean());
        at("A").says(Packet.ofHex("03fe000216"));
        clientHearsNothing();
        require(counted("forwarder not allowed") == 2, "both should be counted");
        connectedClean();
    }

    @Test
    @Requirement("SN12-081")
    void limitsTheConnectsOfAllNodesBehindOneMachineTogether() {
        limits = new AdmissionLimits(MANY, MANY, MANY, 3);
        for (int i = 1; i <= 5; i++) {
            Node node = node("F:" + i, "0" + i);
            node.says(connect("c" + i).clean());
            node.hears(connack(i <= 3 ? 0 : 1));
        }
    }

    @Test
    @Requirement("SN12-081")
    void limitsTheConnectsOfEachNodeBehindASerialLineByItself() {
        limits = new AdmissionLimits(MANY, MANY, MANY, 3);
        for (int i = 1; i <= 5; i++) {
            connected(node("line", "0" + i), "c" + i);
        }
        Node restless = node("line", "06");
        for (int i = 1; i <= 5; i++) {
            restless.says(connect("r" + i).clean());
            restless.hears(connack(i <= 3 ? 0 : 1));
        }
    }

    @Test
    @Requirement("SN12-085")
    void givesEachNodeBehindASerialLineAnEighthOfTheHalfOpenConnects() {
        limits = new AdmissionLimits(MANY, 800, MANY, MANY);
        for (int i = 100; i <= 250; i++) {
            Node node = node("line", "0" + i);
            node.says(connect("a" + i).clean().will());
            node.hears(willTopicReq());
        }
    }

    // ---- what can be seen ----

    @Test
    void showsNodeIdsInTheTrace() {
        Node node = node("F", "1a2b");
        connected(node, DEV1);
        node.says(pingreq());
        node.hears(pingresp());
        require(trace.contains("script F/1a2b dev1 → PINGREQ[clientId=null]"), "PINGREQ should be in " + trace);
        require(trace.contains("script F/1a2b dev1 ← PINGRESP[]"), "PINGRESP should be in " + trace);
        at("F").says(Packet.ofHex("03fe000216"));
        require(trace.contains("script F - → unopened (MALFORMED) 03fe000216"), "the envelope should be in " + trace);
    }
}
