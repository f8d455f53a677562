package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients publish (1.2 section 6.6, I-9, I-44 to I-47, I-51, I-54). */
class PublishInboundScriptsTest extends Script {
    // ---- the three flows ----

    @Test
    @Requirement({"SN12-104", "SN12-042"})
    void passesQos0On() {
        connectedWithTopic();
        clientSays(publish(1, 0, "x"), publish(1, 0, "y").retain(), publish(1, 77, "z"), publish(1, 0, ""));
        brokerHears(message("a", "x", 0));
        brokerHears(retained("a", "y", 0));
        brokerHears(message("a", "z", 0));
        brokerHears(message("a", "", 0));
    }

    @Test
    @Requirement({"SN12-104", "SN12-045"})
    void acknowledgesQos1WhenTheBrokerHas() {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(1).retain());
        int id = brokerHears(retained("a", "x", 1));
        clientHearsNothing();
        brokerSays(acked(id));
        clientHears(puback(1, 5, 0));
    }

    @Test
    @Requirement({"SN12-104", "SN12-011", "SN12-047"})
    void carriesQos2ThroughItsFourSteps() {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(2));
        int id = brokerHears(message("a", "x", 2));
        clientHearsNothing();
        brokerSays(received(id));
        clientHears(pubrec(5));
        clientSays(pubrel(5));
        brokerHears(release(id));
        clientHearsNothing();
        brokerSays(completed(id));
        clientHears(pubcomp(5));
    }

    @Test
    @Requirement("SN12-104")
    @OnlyIn(value = Mode.PER_CLIENT, because = "the script speaks for the shared connection itself")
    void callsAQos2MessageAsTheUplinkSuggestsAndNoTwoTheSame() {
        connectedWithTopic();
        broker.suggests(4711, 4711, 4712);
        clientSays(publish(1, 5, "x").qos(2));
        require(brokerHears(message("a", "x", 2)) == 4711, "as suggested");
        clientSays(publish(1, 6, "y").qos(2));
        require(brokerHears(message("a", "y", 2)) == 4712, "the first one is in use");
        brokerSays(received(4711));
        clientHears(pubrec(5));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Requirement({"SN12-113", "SN12-044", "SN12-045"})
    void takesPredefinedIdsAndShortNames(int qos) {
        connectedWithTopic();
        broker.acceptsMessages();
        clientSays(publishPredefined(10, qos == 0 ? 0 : 5, "x").qos(qos));
        brokerHears(message("pre/ten", "x", qos));
        hearsReceipt(qos, 10, 5);
        clientSays(publishShort("é", qos == 0 ? 0 : 6, "y").qos(qos));
        brokerHears(message("é", "y", qos));
        hearsReceipt(qos, 0xC3A9, 6);
    }

    private void hearsReceipt(int qos, int topicId, int msgId) {
        if (qos == 1) {
            clientHears(puback(topicId, msgId, 0));
        } else if (qos == 2) {
            clientHears(pubrec(msgId));
            clientSays(pubrel(msgId));
            clientHears(pubcomp(msgId));
        }
    }

    @Test
    @Requirement("SN12-021")
    void takesAMsgIdOfZero() {
        connectedWithTopic();
        broker.acceptsMessages();
        clientSays(publish(1, 0, "x").qos(1));
        brokerHears(message("a", "x", 1));
        clientHears(puback(1, 0, 0));
        clientSays(publish(1, 0, "y").qos(2));
        brokerHears(message("a", "y", 2));
        clientHears(pubrec(0));
        clientSays(pubrel(0));
        clientHears(pubcomp(0));
    }

    @Test
    @Requirement("SN12-007")
    void passesLongMessagesOn() {
        connectedWithTopic();
        String data = "x".repeat(60_000);
        clientSays(publish(1, 0, data));
        brokerHears(message("a", data, 0));
    }

    // ---- repetitions (I-45) ----

    @Test
    @Requirement("SN12-112")
    void forwardsAQos1MessageOnceWhileTheBrokerIsSlow() {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(1));
        int id = brokerHears(message("a", "x", 1));
        clientSays(publish(1, 5, "x").qos(1).dup(), publish(1, 5, "x").qos(1));
        brokerHearsNothing();
        brokerSays(acked(id));
        clientHears(puback(1, 5, 0));
        clientSays(publish(1, 5, "x").qos(1).dup());
        brokerHears(message("a", "x", 1));
    }

    @Test
    @Requirement({"SN12-109", "SN12-111"})
    void forwardsAQos2MessageOnceUntilItIsComplete() {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(2));
        int id = brokerHears(message("a", "x", 2));
        clientSays(publish(1, 5, "x").qos(2).dup());
        clientHearsNothing();
        brokerSays(received(id));
        clientHears(pubrec(5));
        clientSays(publish(1, 5, "x").qos(2).dup(), publish(1, 5, "x").qos(2));
        clientHears(pubrec(5), pubrec(5));
        clientSays(pubrel(5));
        brokerHears(release(id));
        clientSays(pubrel(5));
        clientHearsNothing();
        brokerSays(completed(id));
        clientHears(pubcomp(5));
        clientSays(pubrel(5));
        clientHears(pubcomp(5));
        clientSays(publish(1, 5, "y").qos(2));
        brokerHears(message("a", "y", 2));
    }

    private void completedQos2() {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(2));
        int id = brokerHears(message("a", "x", 2));
        brokerSays(received(id));
        clientHears(pubrec(5));
        clientSays(pubrel(5));
        brokerHears(release(id));
        brokerSays(completed(id));
        clientHears(pubcomp(5));
    }

    @Test
    @Requirement("SN12-111")
    void aCopyOfAQos2MessageThatTheNetworkDelayedIsNoNewMessage() {
        completedQos2();
        after(millis(1999));
        clientSays(publish(1, 5, "x").qos(2));
        clientHears(pubrec(5));
        clientSays(pubrel(5));
        clientHears(pubcomp(5));
        after(millis(1));
        clientSays(publish(1, 5, "x").qos(2));
        brokerHears(message("a", "x", 2));
    }

    @Test
    void anotherMessageMayHaveTheIdentifierOfACompletedOneAtOnce() {
        completedQos2();
        clientSays(publish(1, 5, "y").qos(2));
        int id = brokerHears(message("a", "y", 2));
        brokerSays(received(id));
        clientHears(pubrec(5));
    }

    @Test
    @Requirement("SN12-110")
    void completesWhatItDoesNotKnow() {
        connectedWithTopic();
        clientSays(pubrel(99), pubrel(0));
        clientHears(pubcomp(99), pubcomp(0));
    }

    @Test
    @Requirement("SN12-109")
    void remembersAQos2MessageInALastingSession() {
        connectedLasting();
        registered("a");
        broker.acceptsNothing();
        clientSays(publish(1, 5, "x").qos(2));
        int id = brokerHears(message("a", "x", 2));
        brokerSays(received(id));
        clientHears(pubrec(5));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        broker.acceptsConnects();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(pubrel(5));
        brokerHears(release(id));
        brokerSays(completed(id));
        clientHears(pubcomp(5));
    }

    @Test
    @Requirement("SN12-020")
    void tellsTheSameMsgIdInBothDirectionsApart() {
        connectedWithTopic();
        broker.acceptsRequests();
        clientSays(subscribeShort(9, "zz").qos(1));
        clientHears(suback(1, 0, 9, 0));
        brokerSays(delivery(5, "zz", "down", 1));
        clientHears(publishShort("zz", 1, "down").qos(1));
        clientSays(publish(1, 1, "up").qos(1));
        int id = brokerHears(message("a", "up", 1));
        brokerSays(acked(id));
        clientHears(puback(1, 1, 0));
        clientSays(puback(0, 1, 0));
        brokerHears(acknowledgement(5));
    }

    // ---- refusals (I-47, I-54) ----

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Requirement({"SN12-105", "SN12-046", "SN12-114", "SN12-025", "SN12-045"})
    void refusesUnknownTopicIdsAtAnyQos(int qos) {
        connectedWithTopic();
        for (int id : new int[] {0, 2, 10, 0xFFFE, 0xFFFF}) {
            clientSays(publish(id, 5, "x").qos(qos));
            clientHears(puback(id, 5, 2));
        }
        clientSays(publishPredefined(1, 5, "x").qos(qos));
        clientHears(puback(1, 5, 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Requirement({"SN12-117", "SN12-018"})
    void refusesShortNamesThatAreNoneAndReservedTypes(int qos) {
        connectedWithTopic();
        clientSays(
                publishShort("a#", 5, "x").qos(qos), publishShort("+/", 6, "x").qos(qos));
        clientHears(puback(0x6123, 5, 2), puback(0x2B2F, 6, 2));
        clientSays(publishShort("a\0", 7, "x").qos(qos));
        clientHears(puback(0x6100, 7, 2));
        clientSays(packet(0x0C, new byte[] {(byte) (3 | qos << 5), 0, 1, 0, 8, 'x'}));
        clientHears(puback(1, 8, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    @Requirement({"SN12-106"})
    void saysCongestionWhileTheBrokerIsAway(int qos) {
        connectedWithTopic();
        brokerSays(interrupted());
        clientSays(publish(1, 5, "x").qos(qos));
        clientHears(puback(1, 5, 1));
        brokerSays(accepted());
        brokerHearsAnything();
        link.poll(new At("A"));
    }

    @ParameterizedTest
    @CsvSource({"0x97, 1", "0x96, 1", "0x90, 2", "0x80, 3", "0x83, 3", "0x87, 3", "0x99, 3", "0x10, 0", "0x00, 0"})
    @Requirement({"SN12-046", "SN12-023"})
    void passesTheBrokersVerdictOn(int reason, int code) {
        connectedWithTopic();
        clientSays(publish(1, 5, "x").qos(1));
        brokerSays(acked(brokerHears(message("a", "x", 1)), new ReasonCode(reason)));
        clientHears(puback(1, 5, code));
        clientSays(publish(1, 6, "y").qos(2));
        int id = brokerHears(message("a", "y", 2));
        brokerSays(received(id, new ReasonCode(reason)));
        clientHears(code == 0 ? pubrec(6) : puback(1, 6, code));
    }

    @Test
    @Requirement("SN12-046")
    void limitsRefusalsOfQos0ToTenASecond() {
        connectedWithTopic();
        for (int second = 0; second < 2; second++) {
            for (int i = 0; i < 50; i++) {
                clientSays(publish(99, 0, "x"));
            }
            for (int i = 0; i < 10; i++) {
                clientHears(puback(99, 0, 2));
            }
            clientHearsNothing();
            clientSays(publish(99, 4, "x").qos(1));
            clientHears(puback(99, 4, 2));
            after(millis(1001));
        }
    }

    // ---- many at once (I-46) ----

    @Test
    @Requirement("SN12-108")
    void takesElevenRequestsAtOnceAndSaysCongestionToTheTwelfth() {
        connectedWithTopic();
        for (int i = 1; i <= 12; i++) {
            clientSays(publish(1, i, "m" + i).qos(1));
        }
        clientHears(puback(1, 12, 1));
        int[] ids = new int[12];
        for (int i = 1; i <= 11; i++) {
            ids[i] = brokerHears(message("a", "m" + i, 1));
        }
        for (int i = 1; i <= 11; i++) {
            brokerSays(acked(ids[i]));
            clientHears(puback(1, i, 0));
        }
        clientSays(publish(1, 12, "m12").qos(1));
        brokerHears(message("a", "m12", 1));
    }

    @Test
    @Requirement("SN12-108")
    void countsAllKindsOfRequestsTogether() {
        connectedWithTopic();
        for (int i = 1; i <= 11; i++) {
            if (i % 3 == 0) {
                clientSays(subscribe(i, "s" + i));
                brokerHears(subscription("s" + i, 0));
            } else {
                clientSays(publish(1, i, "m").qos(i % 3));
                brokerHears(message("a", "m", i % 3));
            }
        }
        clientSays(subscribe(20, "s"), publish(1, 21, "x").qos(2));
        clientHears(suback(0, 0, 20, 1), puback(1, 21, 1));
    }

    @Test
    @Requirement({"SN12-108", "SN12-109"})
    void isNotLockedUpByMessagesThatAForgetfulClientNeverFinished() {
        connectedLasting();
        registered("a");
        for (int i = 1; i <= 30; i++) {
            clientSays(publish(1, i, "m" + i).qos(2));
            brokerHears(message("a", "m" + i, 2));
            clientHears(pubrec(i));
            clientSays(pingreq());
            clientHears(pingresp());
            clientSays(connect(DEV1));
            clientHears(connack(0));
            while (link.poll(new At("A")) != null) {
                brokerHearsNothing();
            }
        }
        clientSays(publish(1, 100, "x").qos(1));
        brokerHears(message("a", "x", 1));
        clientHears(puback(1, 100, 0));
        clientSays(pubrel(30));
        clientHears(pubcomp(30));
    }

    @Test
    @Requirement("SN12-108")
    void isNotLockedUpByMessagesThatTheBrokerNeverSaw() {
        connectedLasting();
        registered("a");
        for (int i = 1; i <= 30; i++) {
            broker.acceptsNothing();
            clientSays(publish(1, i, "m" + i).qos(2));
            brokerHears(message("a", "m" + i, 2));
            clientSays(disconnect());
            clientHears(disconnect());
            brokerHears(farewell());
            broker.acceptsEverything();
            clientSays(connect(DEV1));
            clientHears(connack(0));
        }
        clientSays(publish(1, 100, "x").qos(1));
        brokerHears(message("a", "x", 1));
        clientHears(puback(1, 100, 0));
    }

    private void connectedWithTopic() {
        connectedClean();
        registered("a");
        broker.acceptsNothing();
    }
}
