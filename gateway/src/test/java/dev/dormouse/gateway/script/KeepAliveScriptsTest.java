package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Will;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How clients are lost, and what becomes of their Wills (1.2 sections 6.3, 6.4, 6.11 and 7.2, I-19 to I-21). */
class KeepAliveScriptsTest extends Script {
    private static final Will GONE = will("state/dev1", "gone");

    // ---- the time (7.2) ----

    @ParameterizedTest
    @CsvSource({"1, 1500", "2, 3000", "10, 15000", "60, 90000", "61, 67100", "300, 330000", "65535, 72088500"})
    @Requirement({"SN12-141", "SN12-174"})
    void losesAClientThatIsSilentForItsKeepAliveTimeAndTheTolerance(int keepAlive, long patienceMillis) {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(keepAlive));
        clientHears(connack(0));
        after(millis(patienceMillis - 1));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(disconnect());
        require(loop.timers() == 0, "no timer should be left over");
    }

    @Test
    @Requirement("SN12-142")
    void supervisesAKeepAliveOfZeroByTheIdleLimitAlone() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(0));
        clientHears(connack(0));
        after(seconds(24 * 3600 - 1));
        clientSays(pingreq());
        clientHears(pingresp());
        after(seconds(24 * 3600 - 1));
        brokerHearsNothing();
        after(seconds(1));
        brokerHears(farewell());
    }

    static java.util.stream.Stream<Packet> signsOfLife() {
        return java.util.stream.Stream.of(
                pingreq(),
                pingreq(DEV1),
                pingresp(),
                publishShort("ab", 0, "x"),
                publishShort("ab", 0, "x").qos(3),
                publishPredefined(99, 0, "x").qos(3),
                publish(99, 0, "x"),
                puback(9, 9, 0),
                regack(9, 9, 0),
                register(0, 1, "a"),
                subscribe(1, "a"),
                unsubscribe(1, "a"),
                pubrel(4),
                willTopicUpd("w"),
                searchgw());
    }

    @ParameterizedTest
    @MethodSource("signsOfLife")
    @Requirement({"SN12-143", "SN12-121"})
    void countsEveryMessageAsASignOfLife(Packet sign) {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(10));
        clientHears(connack(0));
        after(seconds(14));
        clientSays(sign);
        brokerHearsAnything();
        link.poll(new At("A"));
        after(millis(14_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(sign.type() == 0x1A ? lastWords(will("w", "")) : farewell());
    }

    @Test
    void doesNotCountWhatIsMalformedOrComesFromElsewhere() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(10));
        clientHears(connack(0));
        after(seconds(14));
        at("B").says(pingreq(DEV1));
        at("B").hears(disconnect());
        clientSays(Packet.ofHex("0316"), Packet.ofHex("030500"));
        after(seconds(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-139")
    void answersAPing() {
        connectedClean();
        clientSays(pingreq(), pingreq(), pingreq(DEV1));
        clientHears(pingresp(), pingresp(), pingresp());
    }

    // ---- the Will (I-19, I-20) ----

    @Test
    @Requirement("SN12-141")
    void publishesTheWillOfALostClient() {
        connectedWithWill();
        after(seconds(90));
        brokerHears(lastWords(GONE));
        clientSays(connect(DEV1).clean());
        clientHears(connack(0));
    }

    @Test
    void publishesTheWillOfAClientThatIsLostWhileTheBrokerIsAwayWhenThatIsBack() {
        connectedWithWill();
        after(seconds(50));
        brokerSays(interrupted());
        after(seconds(40));
        after(seconds(3600));
        brokerHearsNothing();
        clientHearsNothing();
        brokerSays(accepted());
        brokerHears(lastWords(GONE));
        clientSays(pingreq());
        clientHears(disconnect());
    }

    @Test
    void tellsAClientThatIsLateWhileTheBrokerIsAwayToConnectAgain() {
        connectedWithWill();
        after(seconds(50));
        brokerSays(interrupted());
        after(seconds(3600));
        clientSays(pingreq());
        clientHears(pingresp());
        after(millis(1));
        clientHears(disconnect());
        brokerHears(farewell());
    }

    @Test
    @Requirement({"SN12-092", "SN12-141"})
    void publishesTheStoredWillOfALastingSession() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        after(seconds(90));
        brokerHears(lastWords(GONE));
    }

    @Test
    @Requirement("SN12-144")
    void publishesNoWillWhenTheClientLeaves() {
        connectedWithWill();
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
    }

    @Test
    @Requirement({"SN12-062", "SN12-064", "SN12-096"})
    void publishesTheNewWillTopic() {
        connectedWithWill();
        clientSays(willTopicUpd("new/topic").qos(2).retain());
        clientHears(willTopicResp(0));
        after(seconds(90));
        brokerHears(lastWords(new Will("new/topic", Bytes.ofUtf8("gone"), Qos.EXACTLY_ONCE, true)));
    }

    @Test
    @Requirement({"SN12-063", "SN12-065", "SN12-096"})
    void publishesTheNewWillMessage() {
        connectedWithWill();
        clientSays(willMsgUpd("new words"));
        clientHears(willMsgResp(0));
        after(seconds(90));
        brokerHears(lastWords(will("state/dev1", "new words")));
    }

    @Test
    @Requirement({"SN12-097", "SN12-062"})
    void publishesNothingWhenTheWillWasDeleted() {
        connectedWithWill();
        clientSays(emptyWillTopicUpd(), emptyWillTopicUpd());
        clientHears(willTopicResp(0), willTopicResp(0));
        clientSays(willMsgUpd("not any more"));
        clientHears(willMsgResp(3));
        after(seconds(90));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-065")
    void refusesAWillMessageWithoutATopic() {
        connectedClean();
        clientSays(willMsgUpd("m"));
        clientHears(willMsgResp(3));
    }

    @Test
    @Requirement("SN12-019")
    void refusesAWillTopicUpdateThatIsNone() {
        connectedWithWill();
        clientSays(willTopicUpd(""), willTopicUpd("a/#"), willTopicUpd("a").qos(3), willTopicUpd("a\0"));
        clientHears(willTopicResp(3), willTopicResp(3), willTopicResp(3), willTopicResp(3));
        after(seconds(90));
        brokerHears(lastWords(GONE));
    }

    @Test
    @Requirement("SN12-088")
    void publishesNoWillWhenTheClientMoves() {
        connectedWithWill();
        clientSays(willMsgUpd("new words"));
        clientHears(willMsgResp(0));
        at("B").says(connect(DEV1).clean());
        at("A").hears(disconnect());
        brokerHears(farewell());
        at("B").hears(connack(0));
    }

    private void connectedWithWill() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
    }
}
