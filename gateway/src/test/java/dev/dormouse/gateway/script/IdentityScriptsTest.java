package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a client is, where it is, and what strangers are told (1.2 section 5.4.21, I-8, I-10 to I-13). */
class IdentityScriptsTest extends Script {
    // ---- the name (I-11, I-12) ----

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 23, 24, 256})
    @Requirement({"SN12-014", "SN12-015"})
    void acceptsClientIdsUpTo256Octets(int length) {
        broker.acceptsEverything();
        clientSays(connect("x".repeat(length)).clean());
        clientHears(connack(0x00));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 257, 1000})
    @Requirement("SN12-015")
    void refusesClientIdsThatAreEmptyOrLonger(int length) {
        clientSays(connect("x".repeat(length)).clean());
        clientHears(connack(0x03));
    }

    @Test
    @Requirement({"SN12-014", "SN12-015"})
    void countsCharactersNotOctetsWhenStrict() {
        strictClientIds = true;
        broker.acceptsEverything();
        at("A").says(connect("é".repeat(23)).clean());
        at("A").hears(connack(0x00));
        at("B").says(connect("😀".repeat(23)).clean());
        at("B").hears(connack(0x00));
        at("C").says(connect("x".repeat(24)).clean());
        at("C").hears(connack(0x03));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "610062", "ff", "eda080", "c080"})
    @Requirement("SN12-026")
    void refusesClientIdsThatAreNoText(String hex) {
        clientSays(packet(0x04, new byte[] {4, 1, 0, 60}, HexFormat.of().parseHex(hex)));
        clientHears(connack(0x03));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2, 3, 255})
    @Requirement({"SN12-022", "SN12-013"})
    void refusesOtherProtocolIds(int id) {
        clientSays(connect(DEV1).clean().protocol(id));
        clientHears(connack(0x03));
    }

    @Test
    @Requirement("SN12-017")
    void ignoresFlagsThatConnectDoesNotUse() {
        clientSays(connect(DEV1).clean().dup().qos(3).retain());
        brokerHears(cleanConnection());
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    // ---- the address (I-10) ----

    @Test
    @Requirement("SN12-088")
    void followsAClientThatConnectsFromAnotherAddress() {
        broker.acceptsEverything();
        at("A").says(connect(DEV1).clean().will());
        at("A").hears(willTopicReq());
        at("A").says(willTopic("w"));
        at("A").hears(willMsgReq());
        at("A").says(willMsg("gone"));
        at("A").hears(connack(0x00));

        at("B").says(connect(DEV1).clean());
        at("A").hears(disconnect());
        brokerHears(farewell());
        at("B").hears(connack(0x00));
        at("B").says(pingreq());
        at("B").hears(pingresp());
        at("A").says(pingreq());
        at("A").hears(disconnect());
    }

    @Test
    @Requirement("SN12-088")
    void keepsALastingSessionWhenItsClientMoves() {
        connectedLasting();
        int id = registered("a");
        at("B").says(connect(DEV1));
        at("A").hears(disconnect());
        at("B").hears(connack(0x00));
        at("B").says(publish(id, 0, "x"));
        brokerHears(message("a", "x", 0));
        at("A").says(publish(id, 0, "y"));
        at("A").hears(disconnect());
    }

    @Test
    @Requirement("SN12-088")
    void takesOverAConnectThatIsGoingOnElsewhere() {
        at("A").says(connect(DEV1).clean().will());
        at("A").hears(willTopicReq());
        at("B").says(connect(DEV1).clean().will());
        at("A").hears(disconnect());
        at("B").hears(willTopicReq());
        at("A").says(willTopic("w"));
        at("A").hearsNothing();
        at("B").says(willTopic("w"));
        at("B").hears(willMsgReq());
    }

    @Test
    void leavesAClientItsSessionButNotItsAddressWhenAnotherConnectsFromThere() {
        connectedLasting();
        int id = registered("a");
        at("A").says(connect("dev2").clean());
        at("A").hears(connack(0x00));
        at("A").says(publish(id, 7, "x").qos(1));
        at("A").hears(puback(id, 7, 0x02));
        brokerHearsNothing();

        at("B").says(connect(DEV1));
        at("B").hears(connack(0x00));
        at("B").says(publish(id, 0, "x"));
        brokerHears(message("a", "x", 0));
        at("A").says(pingreq());
        at("A").hears(pingresp());
    }

    @Test
    @Requirement("SN12-141")
    void losesAClientWithoutAnAddressWhenItsKeepAliveIsOver() {
        broker.acceptsEverything();
        at("A").says(connect(DEV1).clean());
        at("A").hears(connack(0x00));
        at("A").says(connect("dev2").clean().keepAlive(0));
        at("A").hears(connack(0x00));
        after(seconds(91));
        brokerHears(farewell());
        require(gateway().sessions() == 1, "dev2 alone should be left");
    }

    @Test
    @Requirement("SN12-158")
    void turnsAwayAPingWithTheNameOfAnActiveClientFromElsewhere() {
        connectedClean();
        at("B").says(pingreq(DEV1));
        at("B").hears(disconnect());
        at("A").says(pingreq(DEV1), pingreq());
        at("A").hears(pingresp(), pingresp());
    }

    @Test
    @Requirement("SN12-156")
    void turnsAwayAPingWithANameThatNobodyHas() {
        connectedClean();
        at("B").says(pingreq("nobody"));
        at("B").hears(disconnect());
        at("A").says(pingreq("nobody"));
        at("A").hears(disconnect());
        at("A").says(pingreq());
        at("A").hears(pingresp());
    }

    // ---- strangers (I-13, I-26) ----

    static java.util.stream.Stream<Packet> requests() {
        return java.util.stream.Stream.of(
                register(0, 1, "a"),
                publish(1, 0, "x"),
                publish(1, 1, "x").qos(1),
                publish(1, 1, "x").qos(2),
                pubrec(1),
                pubrel(1),
                subscribe(1, "a"),
                unsubscribe(1, "a"),
                pingreq(),
                pingreq("nobody"),
                willTopicUpd("w"),
                emptyWillTopicUpd(),
                willMsgUpd("m"));
    }

    @ParameterizedTest
    @MethodSource("requests")
    @Requirement("SN12-058")
    void tellsAStrangerThatItIsNotConnected(Packet request) {
        clientSays(request);
        clientHears(disconnect());
    }

    static java.util.stream.Stream<Packet> noRequests() {
        return java.util.stream.Stream.of(
                regack(1, 1, 0),
                puback(1, 1, 0),
                pubcomp(1),
                pingresp(),
                willTopic("w"),
                emptyWillTopic(),
                willMsg("m"),
                sleep(60),
                disconnect(),
                publishPredefined(10, 0, "x").qos(3),
                publishPredefined(99, 0, "x").qos(3),
                publishShort("ab", 0, "x").qos(3),
                publish(1, 0, "x").qos(3));
    }

    @ParameterizedTest
    @MethodSource("noRequests")
    @Requirement({"SN12-060", "SN12-059", "SN12-120"})
    void isSilentTowardsAStrangerThatAsksForNothing(Packet packet) {
        clientSays(packet);
        clientHearsNothing();
        brokerHearsAnything();
    }

    @Test
    @Requirement("SN12-061")
    void tellsAStrangerOnceASecond() {
        for (int i = 0; i < 100; i++) {
            at("A").says(pingreq(), pingreq("nobody"), publish(1, 0, "x"));
        }
        at("A").hears(disconnect());
        at("A").hearsNothing();
        at("B").says(pingreq());
        at("B").hears(disconnect());
        after(millis(999));
        at("A").says(pingreq());
        at("A").hearsNothing();
        after(millis(2));
        at("A").says(pingreq());
        at("A").hears(disconnect());
    }
}
