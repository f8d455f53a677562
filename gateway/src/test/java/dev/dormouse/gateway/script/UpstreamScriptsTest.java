package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.ReasonCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients notice of a broken connection to the MQTT server, and what they do not (I-17, I-28, I-30, I-51). */
class UpstreamScriptsTest extends Script {
    // ---- while it is away ----

    @Test
    @Requirement({"SN12-106", "SN12-124", "SN12-139"})
    void saysCongestionAndAnswersPings() {
        connectedLasting();
        int id = registered("a");
        brokerSays(interrupted());
        clientSays(publish(id, 1, "x").qos(1), publish(id, 2, "x").qos(2), publish(id, 0, "x"), subscribe(3, "b"));
        clientHears(puback(id, 1, 1), puback(id, 2, 1), puback(id, 0, 1), suback(0, 0, 3, 1));
        clientSays(pingreq());
        clientHears(pingresp());
        brokerSays(resumed());
        clientSays(publish(id, 1, "x").qos(1));
        brokerHears(message("a", "x", 1));
        clientHears(puback(id, 1, 0));
    }

    @Test
    @Requirement("SN12-147")
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "a client that comes back finds the shared connection still broken")
    void tellsTheClientAfter60Seconds() {
        connectedLasting();
        brokerSays(interrupted());
        after(millis(59_999));
        clientHearsNothing();
        after(millis(1));
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(pingreq());
        link.poll(new At("A"));
        clientSays(connect(DEV1));
        clientHears(connack(0));
    }

    @Test
    @Requirement("SN12-147")
    void countsTheMinuteFromTheLastInterruption() {
        connectedLasting();
        brokerSays(interrupted());
        after(seconds(59));
        brokerSays(resumed());
        after(seconds(20));
        clientSays(pingreq());
        clientHears(pingresp());
        brokerSays(interrupted());
        after(seconds(59));
        clientHearsNothing();
        after(seconds(1));
        clientHears(disconnect());
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-081")
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "a client has no connection of its own that could stand while others are broken")
    void refusesANewConnectThatTheBrokerDoesNotAnswer() {
        connectedLasting();
        registered("a");
        broker.acceptsNothing();
        brokerSays(interrupted());
        clientSays(connect(DEV1));
        brokerHears(farewell());
        brokerHears(lastingConnection());
        after(seconds(8));
        clientHears(connack(1));
        brokerHears(farewell());
        broker.acceptsConnects();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(publish(1, 0, "x"));
        brokerHears(message("a", "x", 0));
    }

    @Test
    @Requirement("SN12-141")
    void losesASilentClientAlsoThen() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(10));
        clientHears(connack(0));
        brokerSays(interrupted());
        after(seconds(15));
        brokerHears(farewell());
        after(seconds(100));
        clientHearsNothing();
    }

    // ---- when it is back ----

    @Test
    @Requirement("SN12-147")
    void tellsTheClientOfACleanSessionThatItEnded() {
        connectedClean();
        subscribed("a", 1);
        broker.acceptsNothing();
        brokerSays(interrupted());
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(disconnect());
        // The session is over: nothing need be subscribed to any more.
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @Test
    @Requirement("SN12-095")
    void subscribesAgainForALastingSessionThatTheBrokerLost() {
        connectedLasting();
        int id = subscribed("a", 1);
        broker.acceptsNothing();
        brokerSays(interrupted());
        brokerSays(accepted());
        brokerSays(granted(brokerHears(subscription("a", 1)), 1));
        clientHearsNothing();
        brokerSays(delivery(1, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
    }

    @Test
    @Requirement("SN12-171")
    void goesOnUnnoticedWithAMessageInFlight() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        brokerSays(delivery(10, "a", "y", 1));
        clientHears(publish(id, 1, "x").qos(1));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(redelivery(9, "a", "x", 1));
        brokerSays(redelivery(10, "a", "y", 1));
        brokerHearsNothing();
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
        clientHears(publish(id, 2, "y").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(10));
        clientHearsNothing();
    }

    /** Apache ActiveMQ Artemis repeats so. */
    @Test
    @Requirement("SN12-171")
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "where the queue has acknowledged a message the server has nothing to repeat")
    void recognisesWhatAServerRepeatsUnderOtherNumbersAndWithoutDup() {
        connectedLasting();
        int id = subscribed("a", 2);
        brokerSays(delivery(1, "a", "x", 2));
        brokerSays(delivery(2, "a", "y", 2));
        brokerSays(delivery(3, "a", "z", 1));
        clientHears(publish(id, 1, "x").qos(2));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(delivery(11, "a", "x", 2));
        brokerSays(delivery(12, "a", "y", 2));
        brokerSays(delivery(13, "a", "z", 1));
        clientSays(pubrec(1));
        clientHears(pubrel(1));
        brokerHears(receipt(11));
        clientSays(pubcomp(1));
        clientHears(publish(id, 2, "y").qos(2));
        clientSays(pubrec(2));
        clientHears(pubrel(2));
        brokerHears(receipt(12));
        clientSays(pubcomp(2));
        clientHears(publish(id, 3, "z").qos(1));
        clientSays(puback(id, 3, 0));
        brokerHears(acknowledgement(13));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-171")
    void takesTheSameWordsForANewMessageWhenTheServerHasDoneRepeating() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(1, "a", "on", 1));
        clientHears(publish(id, 1, "on").qos(1));
        brokerSays(interrupted());
        clientSays(puback(id, 1, 0));
        brokerSays(resumed());
        after(seconds(11));
        brokerSays(delivery(2, "a", "on", 1));
        clientHears(publish(id, 2, "on").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(2));
    }

    @Test
    @Requirement("SN12-171")
    void acknowledgesLaterWhatTheClientAcknowledgedMeanwhile() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        brokerSays(interrupted());
        clientSays(puback(id, 1, 0));
        brokerHearsNothing();
        brokerSays(resumed());
        brokerSays(redelivery(9, "a", "x", 1));
        brokerHears(acknowledgement(9));
        clientHearsNothing();
        // Later the number means another message, also when that one is repeated.
        brokerSays(delivery(9, "a", "y", 1));
        clientHears(publish(id, 2, "y").qos(1));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(redelivery(9, "a", "y", 1));
        brokerHearsNothing();
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement("SN12-171")
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "where the queue has acknowledged a message the server has nothing to repeat")
    void deliversAQos2MessageOnceWhereverTheConnectionBreaks() {
        connectedLasting();
        int id = subscribed("a", 2);
        brokerSays(delivery(9, "a", "x", 2));
        clientHears(publish(id, 1, "x").qos(2));
        brokerSays(interrupted());
        clientSays(pubrec(1));
        clientHears(pubrel(1));
        clientSays(pubcomp(1));
        brokerSays(resumed());
        brokerSays(redelivery(9, "a", "x", 2));
        brokerHears(receipt(9));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(redelivery(9, "a", "x", 2));
        brokerHears(receipt(9));
        brokerSays(released(9));
        brokerHears(completion(9));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(released(9));
        brokerHears(completion(9));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-171")
    void doesNotAcknowledgeWhatABrokerThatLostTheSessionNeverSent() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        brokerSays(interrupted());
        brokerSays(accepted());
        brokerSays(delivery(9, "a", "new", 1));
        clientSays(puback(id, 1, 0));
        brokerHearsNothing();
        clientHears(publish(id, 2, "new").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement({"SN12-171", "SN12-136"})
    void finishesAfterAReconnectWhatWasInFlightBefore() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        brokerSays(delivery(10, "a", "y", 1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        brokerSays(redelivery(9, "a", "x", 1));
        brokerSays(redelivery(10, "a", "y", 1));
        clientHears(register(id, 2, "a"));
        clientSays(regack(id, 2, 0));
        clientHears(publish(id, 1, "x").qos(1).dup());
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
        clientHears(publish(id, 3, "y").qos(1));
        clientSays(puback(id, 3, 0));
        brokerHears(acknowledgement(10));
    }

    @Test
    @Requirement({"SN12-112", "SN12-104"})
    void acknowledgesAMessageOfTheClientOnceTheBrokerHasInTheEnd() {
        connectedLasting();
        int id = registered("a");
        broker.acceptsNothing();
        clientSays(publish(id, 1, "x").qos(1));
        int upstream = brokerHears(message("a", "x", 1));
        brokerSays(interrupted());
        brokerSays(resumed());
        clientSays(publish(id, 1, "x").qos(1).dup());
        brokerSays(acked(upstream));
        clientHears(puback(id, 1, 0));
    }

    @Test
    @Requirement({"SN12-109", "SN12-104"})
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "a client that leaves a shared connection does not break it, so there is nothing to repeat")
    void publishesAQos2MessageOnceAcrossAReconnect() {
        connectedLasting();
        int id = registered("a");
        broker.acceptsNothing();
        clientSays(publish(id, 1, "x").qos(2));
        int upstream = brokerHears(message("a", "x", 2));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        broker.acceptsConnects();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(publish(id, 1, "x").qos(2).dup());
        Packet register = link.poll(new At("A"));
        require(register == null, "the id of a lasting session should be known, not " + register);
        int again = brokerHears(repeated("a", "x", 2));
        require(again == upstream, "the repetition must have the packet identifier of before");
        brokerSays(received(upstream));
        clientHears(pubrec(1));
        clientSays(pubrel(1));
        brokerHears(release(upstream));
        brokerSays(completed(upstream));
        clientHears(pubcomp(1));
    }

    @Test
    @Requirement({"SN12-109", "SN12-106"})
    void completesAQos2MessageWhenTheBrokerIsBack() {
        connectedLasting();
        int id = registered("a");
        broker.acceptsNothing();
        clientSays(publish(id, 1, "x").qos(2));
        int upstream = brokerHears(message("a", "x", 2));
        brokerSays(received(upstream));
        clientHears(pubrec(1));
        brokerSays(interrupted());
        clientSays(pubrel(1));
        clientHearsNothing();
        brokerHearsNothing();
        clientSays(publish(id, 1, "x").qos(2).dup());
        clientHears(pubrec(1));
        brokerSays(resumed());
        clientSays(pubrel(1));
        brokerHears(release(upstream));
        brokerSays(completed(upstream));
        clientHears(pubcomp(1));
    }

    // ---- when it is over ----

    @ParameterizedTest
    @ValueSource(ints = {0x80, 0x87, 0x8B, 0x8E, 0x98})
    @Requirement("SN12-147")
    void tellsTheClientWhenTheBrokerEndsItsConnection(int reason) {
        connectedClean();
        brokerSays(ended(new ReasonCode(reason)));
        clientHears(disconnect());
        after(seconds(1));
        require(gateway().sessions() == 0, "nothing should be left of the session");
        require(loop.timers() == 0, "no timer should be left over");
    }

    @Test
    @Requirement("SN12-147")
    void keepsALastingSessionWhoseConnectionTheBrokerEnds() {
        connectedLasting();
        int id = registered("a");
        brokerSays(ended(ReasonCode.SESSION_TAKEN_OVER));
        clientHears(disconnect());
        after(seconds(1));
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(publish(id, 0, "x"));
        brokerHears(message("a", "x", 0));
    }

    @Test
    @Requirement({"SN12-091", "SN12-081"})
    void finishesAWillDialogueDuringWhichTheBrokerEndedTheConnection() {
        connectedLasting();
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        brokerSays(ended(ReasonCode.SERVER_SHUTTING_DOWN));
        after(seconds(1));
        clientHearsNothing();
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        broker.acceptsNothing();
        clientSays(willMsg("gone"));
        brokerHears(lastingConnection(will("w", "gone")));
        brokerSays(resumed());
        clientHears(connack(0));
    }

    // ---- asleep (section 6) ----

    @Test
    @Requirement({"SN12-150", "SN12-147"})
    void leavesASleepingClientInPeaceHoweverLongTheBrokerIsAway() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(1000));
        clientHears(disconnect());
        brokerSays(interrupted());
        after(seconds(500));
        clientHearsNothing();
        brokerHearsNothing();
        brokerSays(resumed());
        brokerSays(delivery(9, "a", "x", 1));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
        clientHears(pingresp());
    }

    @Test
    @Requirement({"SN12-150", "SN12-095"})
    void subscribesAgainForASleepingClientWithACleanSession() {
        connectedClean();
        int id = subscribed("a", 1);
        clientSays(sleep(1000));
        clientHears(disconnect());
        broker.acceptsNothing();
        brokerSays(interrupted());
        brokerSays(accepted());
        brokerSays(granted(brokerHears(subscription("a", 1)), 1));
        brokerSays(delivery(0, "a", "x", 0));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 0, "x"), pingresp());
    }
}
