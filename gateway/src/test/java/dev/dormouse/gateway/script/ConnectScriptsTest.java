package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.Will;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients come in, and how they do not (1.2 sections 6.2 and 6.3, I-14 to I-18, I-54). */
class ConnectScriptsTest extends Script {
    private static final Will GONE = will("state/dev1", "gone");

    // ---- the four combinations (6.3) ----

    @Test
    @Requirement({"SN12-079", "SN12-033", "SN12-082"})
    void acceptsAClientWhenTheBrokerHas() {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement("SN12-092")
    void asksTheBrokerForALastingSession() {
        clientSays(connect(DEV1));
        brokerHears(lastingConnection());
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement({"SN12-080", "SN12-089", "SN12-034", "SN12-037"})
    void asksForTheWillBeforeItAsksTheBroker() {
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        brokerHearsNothing();
        clientSays(willMsg("gone"));
        brokerHears(cleanConnection(GONE));
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement({"SN12-091", "SN12-092"})
    void keepsTheWillOfALastingSessionUntilANewOneComes() {
        broker.acceptsRequests();
        connectLastingWithWill("gone");
        leave();

        clientSays(connect(DEV1));
        brokerHears(lastingConnection(GONE));
        brokerSays(resumed());
        clientHears(connack(0x00));
        leave();

        connectLastingWithWill("really gone");
    }

    @Test
    @Requirement("SN12-090")
    void forgetsTheWillWithACleanConnection() {
        connectLastingWithWill("gone");
        leave();
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement({"SN12-036", "SN12-086"})
    void deletesTheWillWithAnEmptyWillTopic() {
        connectLastingWithWill("gone");
        leave();
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        clientSays(emptyWillTopic());
        brokerHears(lastingConnection());
        brokerSays(resumed());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement({"SN12-038", "SN12-035"})
    void takesAWillWithQosRetainAndAnEmptyMessage() {
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("w").qos(1).retain());
        clientHears(willMsgReq());
        clientSays(willMsg(""));
        brokerHears(cleanConnection(
                new Will("w", dev.dormouse.codec.Bytes.EMPTY, dev.dormouse.uplink.Qos.AT_LEAST_ONCE, true)));
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    // ---- loss and repetition (I-14, I-18) ----

    @Test
    @Requirement({"SN12-083", "SN12-087"})
    void survivesTheLossOfEachMessageOfTheWillDialogue() {
        Packet connect = connect(DEV1).clean().will();
        clientSays(connect);
        clientHears(willTopicReq());
        after(seconds(10));
        clientSays(connect);
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        after(seconds(10));
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(connect);
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        brokerHears(cleanConnection(GONE));
        clientSays(willMsg("gone"), connect);
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement("SN12-083")
    void asksTheBrokerOnceHoweverOftenConnectComes() {
        clientSays(connect(DEV1).clean(), connect(DEV1).clean(), connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement("SN12-084")
    void repeatsConnackWithoutSideEffectsWhenItWasLost() {
        connectedClean();
        after(seconds(10));
        clientSays(connect(DEV1).clean());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement("SN12-084")
    void takesTheSameConnectForANewOneOnceAnythingElseWasHeard() {
        connectedClean();
        registered("a");
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        clientHears(connack(0x00));
        clientSays(publish(1, 9, "x").qos(1));
        clientHears(puback(1, 9, 2));
    }

    @Test
    @Requirement("SN12-083")
    void beginsAnewWithADifferentConnect() {
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientSays(connect(DEV1).clean().keepAlive(5));
        brokerHears(farewell());
        brokerHears(cleanConnection());
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    @Requirement("SN12-084")
    void repeatsConnackWhenTheLastMessageOfTheWillDialogueIsRepeated() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0x00));
        after(seconds(10));
        clientSays(willMsg("gone"));
        clientHears(connack(0x00));
        clientSays(pingreq());
        clientHears(pingresp());
        clientSays(willMsg("gone"));
        clientHearsNothing();
    }

    @Test
    @Requirement({"SN12-084", "SN12-086"})
    void repeatsConnackWhenAnEmptyWillTopicIsRepeated() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(emptyWillTopic());
        clientHears(connack(0x00));
        clientSays(emptyWillTopic());
        clientHears(connack(0x00));
        clientSays(pingreq());
        clientHears(pingresp());
        clientSays(emptyWillTopic());
        clientHearsNothing();
    }

    @Test
    void ignoresAWillMessageBeforeTheTopicAndBothWithoutBeingAsked() {
        clientSays(willTopic("w"), willMsg("m"));
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willMsg("m"));
        clientHearsNothing();
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        brokerHears(cleanConnection(GONE));
        brokerSays(accepted());
        clientHears(connack(0x00));
        clientSays(pingreq(), willTopic("other"), willMsg("other"));
        clientHears(pingresp());
    }

    // ---- what is not accepted ----

    @ParameterizedTest
    @ValueSource(
            strings = {"03 07 00", "05 07 00 61 23", "05 07 00 61 2b", "04 07 60 61", "05 07 00 c3 28", "05 07 00 61 00"
            })
    @Requirement({"SN12-019", "SN12-026"})
    void refusesAWillTopicThatIsNone(String hex) {
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(Packet.ofHex(hex.replace(" ", "")));
        clientHears(connack(0x03));
        clientSays(willTopic("state/dev1"), willMsg("gone"));
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(disconnect());
    }

    @Test
    @Requirement("SN12-085")
    void forgetsAConnectThatIsNotFinishedWithin40Seconds() {
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        after(millis(39_999));
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        after(seconds(40));
        clientSays(willTopic("w"));
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(disconnect());
        require(gateway().sessions() == 0, "nothing should be left of the session");
        require(loop.timers() == 0, "no timer should be left over");
    }

    @Test
    @Requirement("SN12-085")
    void isAsConnectedAsBeforeWhenAnotherConnectIsNotFinished() {
        connectedLasting();
        clientSays(pingreq());
        clientHears(pingresp());
        clientSays(connect(DEV1).will().keepAlive(6000));
        clientHears(willTopicReq());
        after(seconds(41));
        clientSays(pingreq());
        clientHears(pingresp());
        after(millis(89_999));
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(pingresp());
        after(millis(90_001));
        brokerHears(farewell());
        clientSays(pingreq());
        clientHears(disconnect());
    }

    @Test
    @Requirement({"SN12-081", "SN12-082"})
    void saysCongestionWhenTheBrokerTakes8Seconds() {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        after(millis(7_999));
        clientHearsNothing();
        after(millis(2));
        clientHears(connack(0x01));
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x88, 0x89, 0x97, 0x9F})
    @Requirement("SN12-081")
    void saysCongestionWhenTheBrokerMayAcceptLater(int reason) {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        brokerSays(refused(new ReasonCode(reason)));
        clientHears(connack(0x01));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x84, 0x85, 0x86, 0x87, 0x8A, 0x95})
    @Requirement("SN12-081")
    void saysNotSupportedWhenTheBrokerRefusesForGood(int reason) {
        clientSays(connect(DEV1));
        brokerHears(lastingConnection());
        brokerSays(refused(new ReasonCode(reason)));
        clientHears(connack(0x03));
        clientSays(pingreq());
        clientHears(disconnect());
    }

    // ---- meanwhile ----

    @Test
    void ignoresRequestsWhileConnecting() {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientSays(
                register(0, 1, "a"),
                publish(1, 2, "x").qos(1),
                subscribe(3, "a"),
                unsubscribe(4, "a"),
                pingreq(),
                pubrel(5),
                willTopicUpd("w"),
                willMsgUpd("m"),
                sleep(10));
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    @Test
    void leavesWhenDisconnectComesWhileConnecting() {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @Test
    void keepsMessagesThatArriveBeforeConnack() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        brokerSays(delivery(5, "a", "x", 1));
        brokerSays(delivery(0, "a", "y", 0));
        clientHearsNothing();
        clientSays(emptyWillTopic());
        clientHears(connack(0x00), register(id, 1, "a"));
        clientSays(regack(id, 1, 0));
        clientHears(publish(id, 2, "x").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(5));
        clientHears(publish(id, 0, "y"));
    }

    @Test
    @Requirement("SN12-085")
    void losesAClientWhoseAddressAnotherTookDuringItsWillDialogue() {
        broker.acceptsEverything();
        at("A").says(connect(DEV1));
        at("A").hears(connack(0x00));
        at("A").says(connect(DEV1).will());
        at("A").hears(willTopicReq());
        at("A").says(connect("dev2").clean().keepAlive(0));
        at("A").hears(connack(0x00));
        after(seconds(200));
        brokerHears(farewell());
        at("B").says(connect(DEV1));
        at("B").hears(connack(0x00));
    }

    private void connectLastingWithWill(String message) {
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        clientSays(willTopic("state/dev1"));
        clientHears(willMsgReq());
        clientSays(willMsg(message));
        brokerHears(lastingConnection(will("state/dev1", message)));
        brokerSays(accepted());
        clientHears(connack(0x00));
    }

    private void leave() {
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
    }
}
