package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What comes for clients (1.2 section 6.10, I-30, I-39, I-40, I-44, I-46, I-49, I-50, I-57). */
class PublishOutboundScriptsTest extends Script {
    // ---- the three flows ----

    @Test
    @Requirement({"SN12-104", "SN12-043", "SN12-129"})
    void deliversQos0() {
        int id = connectedAndSubscribed("a", 0);
        brokerSays(delivery(0, "a", "x", 0));
        brokerSays(delivery(0, "a", "", 0));
        clientHears(publish(id, 0, "x"), publish(id, 0, ""));
    }

    @Test
    @Requirement({"SN12-104", "SN12-171"})
    void acknowledgesQos1ToTheBrokerAfterTheClientHas() {
        int id = connectedAndSubscribed("a", 1);
        brokerSays(delivery(500, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        brokerHearsNothing();
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(500));
    }

    @Test
    @Requirement({"SN12-104", "SN12-171", "SN12-011"})
    void carriesQos2ThroughItsFourSteps() {
        int id = connectedAndSubscribed("a", 2);
        brokerSays(delivery(500, "a", "x", 2));
        clientHears(publish(id, 1, "x").qos(2));
        brokerHearsNothing();
        clientSays(pubrec(1));
        clientHears(pubrel(1));
        brokerHears(receipt(500));
        brokerSays(released(500));
        brokerHears(completion(500));
        clientSays(pubcomp(1));
        clientHearsNothing();
    }

    @Test
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "a new subscriber of a shared connection hears what is retained once")
    void passesRetainOn() {
        int id = connectedAndSubscribed("a", 0);
        brokerSays(new FromBroker.Publish(0, "a", Bytes.ofUtf8("x"), Qos.AT_MOST_ONCE, true, false));
        clientHears(publish(id, 0, "x").retain());
        brokerSays(new FromBroker.Publish(3, "a", Bytes.ofUtf8("x"), Qos.AT_LEAST_ONCE, true, true));
        clientHears(publish(id, 1, "x").qos(1).retain());
    }

    // ---- topics the client cannot know (I-39) ----

    @Test
    @Requirement({"SN12-102", "SN12-040", "SN12-130"})
    void registersATopicBeforeItsFirstMessage() {
        connectedToEverything();
        brokerSays(delivery(7, "a/b", "x", 1));
        clientHears(register(1, 1, "a/b"));
        after(seconds(9));
        clientHearsNothing();
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 2, "x").qos(1));
        clientSays(puback(1, 2, 0));
        brokerHears(acknowledgement(7));
        brokerSays(delivery(0, "a/b", "y", 0));
        clientHears(publish(1, 0, "y"));
    }

    @Test
    @Requirement({"SN12-116", "SN12-113"})
    void namesATopicOfTwoOctetsDirectly() {
        connectedToEverything();
        brokerSays(delivery(0, "ab", "x", 0));
        brokerSays(delivery(0, "é", "y", 0));
        clientHears(publishShort("ab", 0, "x"), publishShort("é", 0, "y"));
        brokerSays(delivery(0, "a", "z", 0));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "z"));
    }

    @Test
    @Requirement("SN12-115")
    void prefersTheFormInWhichExactlyThisTopicWasSubscribedTo() {
        connectedToEverything();
        registered("pre/ten");
        clientSays(subscribe(5, 10));
        clientHears(suback(0, 10, 5, 0));
        brokerSays(delivery(0, "pre/ten", "x", 0));
        clientHears(publishPredefined(10, 0, "x"));
    }

    @Test
    @Requirement("SN12-102")
    void usesTheIdThatTheClientRegistered() {
        connectedToEverything();
        int id = registered("a/b");
        brokerSays(delivery(0, "a/b", "x", 0));
        clientHears(publish(id, 0, "x"));
    }

    @Test
    @Requirement({"SN12-136", "SN12-102"})
    void registersOldIdsAgainAfterAReconnect() {
        connectedLasting();
        int a = subscribed("a", 1);
        int b = subscribed("b", 0);
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        brokerSays(delivery(0, "b", "x", 0));
        clientHears(register(b, 1, "b"));
        clientSays(regack(b, 1, 0));
        clientHears(publish(b, 0, "x"));
        require(registered("a") == a, "the id should have kept its value");
        brokerSays(delivery(4, "a", "y", 1));
        clientHears(publish(a, 2, "y").qos(1));
    }

    @Test
    @Requirement({"SN12-136", "SN12-104"})
    void doesNotReleaseAQos2MessageThatIsAboutToComeAgain() {
        connectedLasting();
        int id = subscribed("a", 2);
        brokerSays(delivery(9, "a", "x", 2));
        clientHears(publish(id, 1, "x").qos(2));
        clientSays(connect(DEV1));
        clientHears(connack(0), register(id, 2, "a"));
        clientSays(pubrec(1));
        clientHearsNothing();
        clientSays(regack(id, 2, 0));
        clientHears(publish(id, 1, "x").qos(2).dup());
        clientSays(pubrec(1));
        brokerHears(receipt(9));
        clientHears(pubrel(1));
    }

    // ---- one at a time, in order (I-46) ----

    @Test
    @Requirement("SN12-135")
    void hasOneMessageInFlightAndKeepsTheOrder() {
        int id = connectedAndSubscribed("a", 2);
        for (int i = 1; i <= 100; i++) {
            brokerSays(delivery(i, "a", "m" + i, 1 + i % 2));
        }
        for (int i = 1; i <= 100; i++) {
            int qos = 1 + i % 2;
            clientHears(publish(id, i, "m" + i).qos(qos));
            clientHearsNothing();
            if (qos == 1) {
                clientSays(puback(id, i, 0));
                brokerHears(acknowledgement(i));
            } else {
                clientSays(pubrec(i));
                clientHears(pubrel(i));
                brokerHears(receipt(i));
                brokerSays(released(i));
                brokerHears(completion(i));
                clientHearsNothing();
                clientSays(pubcomp(i));
            }
        }
    }

    @Test
    @Requirement("SN12-135")
    void doesNotLetQos0OvertakeWhatWaits() {
        int id = connectedAndSubscribed("a", 1);
        brokerSays(delivery(1, "a", "first", 1));
        brokerSays(delivery(2, "a", "second", 1));
        brokerSays(delivery(0, "a", "third", 0));
        clientHears(publish(id, 1, "first").qos(1));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 2, "second").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(2));
        clientHears(publish(id, 0, "third"));
    }

    @Test
    @Requirement({"SN12-135", "SN12-130"})
    void letsAMessageOfAKnownTopicWaitForARegistration() {
        connectedToEverything();
        int id = registered("known");
        brokerSays(delivery(1, "new", "x", 1));
        brokerSays(delivery(0, "known", "y", 0));
        clientHears(register(id + 1, 1, "new"));
        clientSays(regack(id + 1, 1, 0));
        clientHears(publish(id + 1, 2, "x").qos(1));
        clientSays(puback(id + 1, 2, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 0, "y"));
    }

    // ---- retransmission (I-50) ----

    @Test
    @Requirement({"SN12-137", "SN12-175"})
    void repeatsAPublishThreeTimesAndThenHoldsItUntilTheClientIsHeard() {
        int id = connectedAndSubscribed("a", 1, 0);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        for (int i = 0; i < 3; i++) {
            after(millis(9_999));
            clientHearsNothing();
            after(millis(1));
            clientHears(publish(id, 1, "x").qos(1).dup());
        }
        after(seconds(1000));
        clientHearsNothing();
        brokerSays(delivery(0, "a", "y", 0));
        clientHearsNothing();
        clientSays(pingreq());
        Packet one = at("A").hearsAny();
        Packet two = at("A").hearsAny();
        require(
                java.util.Set.of(one, two)
                        .equals(java.util.Set.of(
                                pingresp(), publish(id, 1, "x").qos(1).dup())),
                "PINGRESP and the message again");
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(publish(id, 1, "x").qos(1).dup());
        }
        clientSays(puback(id, 1, 0));
        // The acknowledgement is what is heard, and it needs no repetition.
        brokerHears(acknowledgement(9));
        clientHears(publish(id, 0, "y"));
    }

    @Test
    @Requirement("SN12-137")
    void takesALateAcknowledgementOfAHeldMessage() {
        int id = connectedAndSubscribed("a", 1, 0);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(publish(id, 1, "x").qos(1).dup());
        }
        after(seconds(100));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
        clientHearsNothing();
        after(seconds(100));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-137")
    void repeatsPubrelAndRegisterAsTheyAre() {
        connectedToEverything(0);
        brokerSays(delivery(9, "a", "x", 2));
        clientHears(register(1, 1, "a"));
        after(seconds(10));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 2, "x").qos(2));
        after(seconds(10));
        clientHears(publish(1, 2, "x").qos(2).dup());
        clientSays(pubrec(2));
        brokerHears(receipt(9));
        clientHears(pubrel(2));
        after(seconds(10));
        clientHears(pubrel(2));
        clientSays(pubcomp(2));
        after(seconds(100));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-011")
    void answersARepeatedPubrec() {
        int id = connectedAndSubscribed("a", 2);
        brokerSays(delivery(9, "a", "x", 2));
        clientHears(publish(id, 1, "x").qos(2));
        clientSays(pubrec(1), pubrec(1));
        brokerHears(receipt(9));
        clientHears(pubrel(1), pubrel(1));
        clientSays(pubcomp(1), pubcomp(1));
        clientSays(pubrec(1));
        clientHears(pubrel(1));
        clientSays(pubcomp(1));
    }

    @Test
    @Requirement("SN12-138")
    void neverLosesAClientForMissingAcknowledgements() {
        int id = connectedAndSubscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        for (int i = 0; i < 100; i++) {
            after(seconds(50));
            clientSays(pingreq());
            while (link.poll(new At("A")) != null) {
                brokerHearsNothing();
            }
        }
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    void ignoresAcknowledgementsOfNothing() {
        int id = connectedAndSubscribed("a", 2);
        clientSays(puback(id, 1, 0), pubcomp(1), regack(id, 1, 0), puback(0, 0, 0));
        brokerSays(delivery(9, "a", "x", 2));
        clientHears(publish(id, 1, "x").qos(2));
        clientSays(pubcomp(1), puback(id, 2, 0), regack(id, 1, 0), puback(id, 1, 0));
        brokerHearsNothing();
        clientSays(pubrec(1));
        clientHears(pubrel(1));
        brokerHears(receipt(9));
    }

    // ---- refusals of the client (I-40) ----

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 0x7F, 0xFF})
    @Requirement({"SN12-131", "SN12-024"})
    void suppressesATopicOfAWildcardThatTheClientRefuses(int code) {
        connectedToEverything();
        brokerSays(delivery(9, "bad", "x", 1));
        brokerSays(delivery(10, "bad", "y", 2));
        brokerSays(delivery(11, "good", "z", 1));
        clientHears(register(1, 1, "bad"));
        clientSays(regack(1, 1, code));
        brokerHears(acknowledgement(9));
        brokerHears(receipt(10));
        clientHears(register(2, 2, "good"));
        clientSays(regack(2, 2, 0));
        clientHears(publish(2, 3, "z").qos(1));
        clientSays(puback(2, 3, 0));
        brokerHears(acknowledgement(11));
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3})
    @Requirement("SN12-131")
    void unsubscribesFromTheExactNameThatTheClientRefuses(int code) {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        broker.acceptsNothing();
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(register(id, 1, "a"));
        clientSays(regack(id, 1, code));
        brokerHears(unsubscription("a"));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement("SN12-131")
    void asksAgainForARefusedTopicOnTheNextConnection() {
        connectedLasting();
        clientSays(subscribe(5, "#").qos(1));
        clientHears(suback(1, 0, 5, 0));
        brokerSays(delivery(9, "bad", "x", 1));
        clientHears(register(1, 1, "bad"));
        clientSays(regack(1, 1, 3));
        brokerHears(acknowledgement(9));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        brokerSays(delivery(9, "bad", "x", 1));
        clientHears(register(1, 2, "bad"));
    }

    @Test
    @Requirement("SN12-132")
    void waitsAfterTheClientSaidCongestionToARegistration() {
        connectedToEverything(0);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 1));
        brokerSays(delivery(0, "b", "y", 0));
        clientSays(pingreq());
        clientHears(pingresp());
        after(millis(309_999));
        clientHearsNothing();
        brokerHearsNothing();
        after(millis(1));
        clientHears(register(1, 2, "a"));
        clientSays(regack(1, 2, 0));
        clientHears(publish(1, 3, "x").qos(1));
    }

    @Test
    @Requirement("SN12-132")
    void waitsAfterTheClientSaidCongestionToAMessage() {
        int id = connectedAndSubscribed("a", 1, 0);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, 1));
        after(millis(309_999));
        clientHearsNothing();
        after(millis(1));
        clientHears(publish(id, 2, "x").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement("SN12-132")
    void waitsAfterTheClientSaidCongestionToAMessageOfQos0() {
        int id = connectedAndSubscribed("a", 1, 0);
        brokerSays(delivery(0, "a", "x", 0));
        clientHears(publish(id, 0, "x"));
        clientSays(puback(id, 0, 1));
        brokerSays(delivery(0, "a", "y", 0));
        brokerSays(delivery(9, "a", "z", 1));
        after(millis(309_999));
        clientHearsNothing();
        after(millis(1));
        clientHears(publish(id, 0, "y"), publish(id, 1, "z").qos(1));
    }

    @Test
    @Requirement("SN12-133")
    void registersAndPublishesOnceMoreWhenTheClientDoesNotKnowTheId() {
        int id = connectedAndSubscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, 2));
        Packet register = at("A").hearsAny();
        int fresh = register.twoAt(2);
        require(register.equals(register(fresh, 2, "a")), "REGISTER for a");
        clientSays(regack(fresh, 2, 0));
        clientHears(publish(fresh, 3, "x").qos(1));
        clientSays(puback(fresh, 3, 2));
        brokerHears(acknowledgement(9));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-133")
    void triesOnceMoreOnEachConnection() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, 2));
        clientHears(register(id, 2, "a"));
        clientSays(connect(DEV1));
        clientHears(connack(0), register(id, 3, "a"));
        clientSays(regack(id, 3, 0));
        clientHears(publish(id, 4, "x").qos(1));
        clientSays(puback(id, 4, 2));
        clientHears(register(id, 5, "a"));
        clientSays(regack(id, 5, 0));
        clientHears(publish(id, 6, "x").qos(1));
        clientSays(puback(id, 6, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement("SN12-133")
    void registersAgainAfterAQos0MessageWithAnUnknownId() {
        int id = connectedAndSubscribed("a", 1);
        brokerSays(delivery(0, "a", "x", 0));
        clientHears(publish(id, 0, "x"));
        clientSays(puback(id, 0, 2));
        brokerSays(delivery(0, "a", "y", 0));
        Packet register = at("A").hearsAny();
        int fresh = register.twoAt(2);
        require(register.equals(register(fresh, register.twoAt(4), "a")), "REGISTER for a");
        clientSays(regack(fresh, register.twoAt(4), 0));
        clientHears(publish(fresh, 0, "y"));
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 0x7F})
    @Requirement({"SN12-131", "SN12-024"})
    void dropsAMessageThatTheClientRefuses(int code) {
        int id = connectedAndSubscribed("a", 2);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, code));
        brokerHears(acknowledgement(9));
        brokerSays(delivery(10, "a", "y", 2));
        clientHears(publish(id, 2, "y").qos(2));
        clientSays(puback(id, 2, code));
        brokerHears(receipt(10));
        brokerSays(released(10));
        brokerHears(completion(10));
    }

    @Test
    @Requirement({"SN12-103", "SN12-131"})
    void deliversToAClientThatDoesNotAnswerRegistrationsButRegisteredTheTopicItself() {
        connectedToEverything(0);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(register(1, 1, "a"));
        clientSays(register(0, 50, "a"));
        clientHears(regack(1, 50, 0));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            link.poll(new At("A"));
        }
        after(seconds(10));
        clientHears(publish(1, 2, "x").qos(1));
        clientSays(puback(1, 2, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement({"SN12-137", "SN12-171"})
    void holdsARegistrationForAClientThatHasAnsweredOneAndIsOutOfReach() {
        connectedToEverything(300);
        brokerSays(delivery(0, "first", "x", 0));
        clientHears(register(1, 1, "first"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "x"));
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(register(2, 2, "a"));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(register(2, 2, "a"));
        }
        after(seconds(100));
        brokerHearsNothing();
        clientSays(pingreq());
        clientHears(pingresp(), register(2, 2, "a"));
        clientSays(regack(2, 2, 0));
        clientHears(publish(2, 3, "x").qos(1));
    }

    // ---- sizes (I-49) ----

    @Test
    @Requirement({"SN12-134", "SN12-177"})
    void dropsMessagesThatAreTooLongForTheNetwork() {
        int id = connectedAndSubscribed("a", 2);
        link.largestDatagram(60);
        brokerSays(delivery(9, "a", "x".repeat(53), 1));
        clientHears(publish(id, 1, "x".repeat(53)).qos(1));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
        brokerSays(delivery(10, "a", "x".repeat(54), 1));
        brokerHears(acknowledgement(10));
        brokerSays(delivery(11, "a", "x".repeat(54), 2));
        brokerHears(receipt(11));
        brokerSays(released(11));
        brokerHears(completion(11));
        brokerSays(delivery(0, "a", "x".repeat(54), 0));
        clientHearsNothing();
        brokerSays(delivery(12, "a", "y", 1));
        Packet next = at("A").hearsAny();
        require(next.equals(publish(id, next.twoAt(5), "y").qos(1)), "the queue should go on");
        require(counters.nonZero().getOrDefault("dropped: too large", 0L) == 3, "three should be counted");
    }

    @Test
    @Requirement("SN12-134")
    void dropsMessagesWhoseTopicIsTooLongForTheNetwork() {
        connectedToEverything();
        link.largestDatagram(60);
        brokerSays(delivery(9, "t".repeat(55), "x", 1));
        brokerHears(acknowledgement(9));
        clientHearsNothing();
        brokerSays(delivery(0, "ab", "y", 0));
        clientHears(publishShort("ab", 0, "y"));
    }

    @Test
    @Requirement({"SN12-007", "SN12-008"})
    void usesTheLongLengthOnlyWhereItMust() {
        int id = connectedAndSubscribed("a", 0);
        for (int size : new int[] {247, 248, 249, 1391}) {
            brokerSays(delivery(0, "a", "x".repeat(size), 0));
            clientHears(publish(id, 0, "x".repeat(size)));
        }
    }

    // ---- counters ----

    @Test
    @Requirement({"SN12-020", "SN12-021"})
    @OnlyIn(value = Mode.PER_CLIENT, because = "65 000 steps that know nothing of the server")
    void neverUsesAMsgIdOfZero() {
        int id = connectedAndSubscribed("a", 1);
        for (int i = 0; i < 65_540; i++) {
            int msgId = i % 65_535 + 1;
            brokerSays(delivery(1, "a", "x", 1));
            clientHears(publish(id, msgId, "x").qos(1));
            clientSays(puback(id, msgId, 0));
            brokerHears(acknowledgement(1));
        }
    }

    private int connectedAndSubscribed(String topic, int qos) {
        return connectedAndSubscribed(topic, qos, 60);
    }

    private int connectedAndSubscribed(String topic, int qos, int keepAlive) {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(keepAlive));
        clientHears(connack(0));
        return subscribed(topic, qos);
    }

    private void connectedToEverything() {
        connectedToEverything(60);
    }

    private void connectedToEverything(int keepAlive) {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(keepAlive));
        clientHears(connack(0));
        clientSays(subscribe(5, "#").qos(2));
        clientHears(suback(2, 0, 5, 0));
    }
}
