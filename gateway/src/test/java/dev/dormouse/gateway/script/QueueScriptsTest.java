package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.session.QueueRule;
import dev.dormouse.gateway.session.QueueRules;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What waits for a sleeping client, and what does not wait for ever (I-29, and the rules of the operator). */
class QueueScriptsTest extends Script {
    private static final Duration FOREVER = Duration.ZERO;

    private void rule(QueueRule... rules) {
        settings = settings.with(new QueueRules(List.of(rules)));
    }

    /** dev1 has subscribed to these topics and sleeps; their ids count from 1. */
    private void asleep(int qos, String... topics) {
        connectedClean();
        for (String topic : topics) {
            subscribed(topic, qos);
        }
        clientSays(sleep(3600));
        clientHears(disconnect());
    }

    private void wakes() {
        clientSays(pingreq(DEV1));
    }

    private long dropped(String reason) {
        return counters.nonZero().getOrDefault("dropped: " + reason, 0L);
    }

    /** The client gets this message of QoS 1, acknowledges it, and so does the gateway. */
    private void getsAcknowledged(int topicId, int msgId, String data, int upstreamId) {
        clientHears(publish(topicId, msgId, data).qos(1));
        clientSays(puback(topicId, msgId, 0));
        brokerHears(acknowledgement(upstreamId));
    }

    // ---- keep the last ----

    @Test
    void keepsOnlyTheLastMessageOfEachTopic() {
        rule(new QueueRule("state/+", true, FOREVER, 0));
        asleep(1, "state/a", "state/b", "log");
        brokerSays(delivery(1, "state/a", "old", 1));
        brokerSays(delivery(2, "log", "1", 1));
        brokerSays(delivery(3, "state/b", "b", 1));
        brokerSays(delivery(4, "log", "2", 1));
        brokerSays(delivery(5, "state/a", "new", 1));
        brokerHears(acknowledgement(1));
        wakes();
        getsAcknowledged(3, 1, "1", 2);
        getsAcknowledged(2, 2, "b", 3);
        getsAcknowledged(3, 3, "2", 4);
        getsAcknowledged(1, 4, "new", 5);
        clientHears(pingresp());
        require(dropped("replaced") == 1, "one message was replaced");
    }

    @Test
    void finishesTheMessageThatTheClientMayHaveAlreadyThoughANewerOneCame() {
        rule(new QueueRule("a", true, FOREVER, 0));
        asleep(1, "a");
        brokerSays(delivery(1, "a", "x", 1));
        wakes();
        clientHears(publish(1, 1, "x").qos(1));
        brokerSays(delivery(2, "a", "y", 1));
        brokerSays(delivery(3, "a", "z", 1));
        brokerHears(acknowledgement(2));
        clientSays(puback(1, 1, 0));
        brokerHears(acknowledgement(1));
        getsAcknowledged(1, 2, "z", 3);
        clientHears(pingresp());
    }

    // ---- time to live ----

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void dropsWhatHasWaitedTooLongAndTellsTheServer(int qos) {
        rule(new QueueRule("#", false, seconds(60), 0));
        asleep(2, "a");
        brokerSays(delivery(Math.min(qos, 1), "a", "old", qos));
        after(seconds(30));
        brokerSays(delivery(0, "a", "young", 0));
        after(seconds(30));
        if (qos == 1) {
            brokerHears(acknowledgement(1));
        } else if (qos == 2) {
            brokerHears(receipt(1));
        }
        require(dropped("expired") == 1, "the old one went when it was time, not before");
        after(seconds(29));
        wakes();
        clientHears(publish(1, 0, "young"), pingresp());
    }

    @Test
    void honoursTheExpiryOfTheSender() {
        asleep(1, "a");
        brokerSays(expiring(1, "m1", 1, seconds(10)));
        brokerSays(expiring(2, "m2", 1, seconds(100)));
        brokerSays(delivery(3, "a", "m3", 1));
        after(seconds(11));
        brokerHears(acknowledgement(1));
        wakes();
        getsAcknowledged(1, 1, "m2", 2);
        getsAcknowledged(1, 2, "m3", 3);
        clientHears(pingresp());
    }

    @Test
    void takesTheShorterOfRuleAndSender() {
        rule(new QueueRule("a", false, seconds(20), 0));
        asleep(0, "a");
        brokerSays(expiring(0, "short", 0, seconds(10)));
        brokerSays(expiring(0, "long", 0, seconds(3000)));
        after(seconds(10));
        require(dropped("expired") == 1, "the sender's time is over");
        after(seconds(10));
        require(dropped("expired") == 2, "the rule's time is over");
        wakes();
        clientHears(pingresp());
    }

    @Test
    void finishesAnExpiredMessageThatTheClientMayHaveAlready() {
        asleep(1, "a");
        brokerSays(expiring(1, "x", 1, seconds(5)));
        wakes();
        clientHears(publish(1, 1, "x").qos(1));
        after(seconds(10));
        clientHears(publish(1, 1, "x").qos(1).dup());
        clientSays(puback(1, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(pingresp());
    }

    private static FromBroker expiring(int packetId, String data, int qos, Duration expiry) {
        return new FromBroker.Publish(packetId, "a", Bytes.ofUtf8(data), Qos.of(qos), false, false, expiry);
    }

    // ---- most per wake ----

    @Test
    void givesSoManyOfARuleAtEachWakeAndTheOthersAllTheSame() {
        rule(new QueueRule("log/#", false, FOREVER, 2));
        asleep(1, "log/a", "cmd");
        for (int i = 1; i <= 5; i++) {
            brokerSays(delivery(i, "log/a", "l" + i, 1));
        }
        brokerSays(delivery(6, "cmd", "c", 1));
        wakes();
        getsAcknowledged(1, 1, "l1", 1);
        getsAcknowledged(1, 2, "l2", 2);
        getsAcknowledged(2, 3, "c", 6);
        clientHears(pingresp());
        wakes();
        getsAcknowledged(1, 4, "l3", 3);
        getsAcknowledged(1, 5, "l4", 4);
        clientHears(pingresp());
        wakes();
        getsAcknowledged(1, 6, "l5", 5);
        clientHears(pingresp());
    }

    @Test
    void givesAnActiveClientEverything() {
        rule(new QueueRule("a", false, FOREVER, 1));
        connectedClean();
        subscribed("a", 0);
        for (int i = 0; i < 5; i++) {
            brokerSays(delivery(0, "a", "m" + i, 0));
            clientHears(publish(1, 0, "m" + i));
        }
    }

    // ---- the whole gateway ----

    @Test
    @Requirement("SN12-170")
    void keepsNoMoreForAllClientsTogetherThanItMay() {
        queueOctets = 2_000;
        asleep(1, "a");
        for (int i = 1; i <= 3; i++) {
            brokerSays(delivery(i, "a", "x".repeat(400), 1));
        }
        require(gateway().queuedOctets() == 3 * (200 + 401), "each message counts 200 octets more");
        broker.acceptsEverything();
        at("B").says(connect("dev2").clean());
        at("B").hears(connack(0));
        at("B").says(subscribe(1, "b").qos(1));
        at("B").hears(suback(1, 1, 1, 0));
        // dev2 listens: what can be sent at once needs no room
        brokerSays("dev2", delivery(1, "b", "y".repeat(400), 1));
        at("B").hears(publish(1, 1, "y".repeat(400)).qos(1));
        brokerSays("dev2", delivery(2, "b", "z".repeat(400), 1));
        brokerHears("dev2", acknowledgement(2));
        require(dropped("gateway full") == 1, "dev2 pays for what was too much");
        at("B").says(puback(1, 1, 0));
        brokerHears("dev2", acknowledgement(1));
        wakes();
        for (int i = 1; i <= 3; i++) {
            getsAcknowledged(1, i, "x".repeat(400), i);
        }
        clientHears(pingresp());
        require(gateway().queuedOctets() == 0, "nothing waits any more");
    }

    @Test
    void countsNothingForASessionThatIsOver() {
        asleep(1, "a");
        brokerSays(delivery(1, "a", "x", 1));
        require(gateway().queuedOctets() > 0, "a message waits");
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().queuedOctets() == 0, "nobody waits for it any more");
    }

    // ---- an uplink that keeps messages itself ----

    @Test
    @OnlyIn(value = Mode.PER_CLIENT, because = "the script speaks for the queue itself")
    void tellsItOfMessagesOfQos0ThatHadToWait() {
        asleep(0, "a");
        brokerSays(delivery(7, "a", "m1", 0));
        brokerSays(delivery(8, "a", "m2", 0));
        brokerHearsNothing();
        wakes();
        clientHears(publish(1, 0, "m1"), publish(1, 0, "m2"), pingresp());
        brokerHears(acknowledgement(7));
        brokerHears(acknowledgement(8));
    }

    @Test
    @OnlyIn(value = Mode.PER_CLIENT, because = "the script speaks for the queue itself")
    void hasOneMessageInFlightWhenItHandsOverTheNextAtOnce() {
        asleep(1, "a");
        link.largestDatagram(60);
        brokerSays(delivery(1, "a", "x".repeat(60), 1));
        broker.answersAtOnce(1, delivery(2, "a", "m2", 1));
        wakes();
        brokerHears(acknowledgement(1));
        clientHears(publish(1, 2, "m2").qos(1));
        brokerSays(delivery(3, "a", "m3", 1));
        clientHearsNothing();
        getsNothingBut(2);
        clientHears(publish(1, 3, "m3").qos(1));
    }

    private void getsNothingBut(int id) {
        clientSays(puback(1, id, 0));
        brokerHears(acknowledgement(id));
    }

    // ---- a new address (I-10) ----

    @Test
    @Requirement("SN12-157")
    void sendsOneMessageToANewAddressUntilItIsAcknowledged() {
        asleep(1, "a");
        brokerSays(delivery(1, "a", "m1", 1));
        brokerSays(delivery(0, "a", "m2", 0));
        brokerSays(delivery(3, "a", "m3", 1));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(1, 1, "m1").qos(1));
        after(seconds(10));
        at("B").hears(publish(1, 1, "m1").qos(1).dup());
        at("B").says(puback(1, 1, 0));
        brokerHears(acknowledgement(1));
        at("B").hears(publish(1, 0, "m2"), publish(1, 2, "m3").qos(1));
        at("B").says(puback(1, 2, 0));
        brokerHears(acknowledgement(3));
        at("B").hears(pingresp());
    }

    @Test
    @Requirement("SN12-157")
    void repeatsNothingAtOnceForWhoOnlySaysToBeTheClient() {
        asleep(1, "a");
        brokerSays(delivery(1, "a", "m1", 1));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(1, 1, "m1").qos(1));
        for (int i = 0; i < 3; i++) {
            at("B").says(pingreq(DEV1), pingreq());
            at("B").hearsNothing();
            after(seconds(10));
            at("B").hears(publish(1, 1, "m1").qos(1).dup());
        }
        after(seconds(10));
        at("B").hearsNothing();
    }

    @Test
    void sendsOneMessageOfQos0AtEachWakeToAnAddressThatHasAcknowledgedNothing() {
        asleep(0, "a");
        brokerSays(delivery(0, "a", "m1", 0));
        brokerSays(delivery(0, "a", "m2", 0));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(1, 0, "m1"), pingresp());
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(1, 0, "m2"), pingresp());
    }

    @Test
    void asksAClientThatAnswersRegisterWhetherItIsThere() {
        connectedClean();
        clientSays(subscribe(5, "#"));
        clientHears(suback(0, 0, 5, 0));
        brokerSays(delivery(0, "a", "m0", 0));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "m0"));
        clientSays(sleep(3600));
        clientHears(disconnect());
        brokerSays(delivery(0, "a", "m1", 0));
        brokerSays(delivery(0, "a", "m2", 0));
        brokerSays(delivery(0, "a", "m3", 0));
        at("B").says(pingreq(DEV1));
        at("B").hears(register(1, 2, "a"));
        at("B").says(regack(1, 2, 0));
        at("B").hears(publish(1, 0, "m1"), publish(1, 0, "m2"), publish(1, 0, "m3"), pingresp());
    }

    @Test
    void keepsEverythingWhenTheNewAddressIsSilent() {
        asleep(1, "a");
        brokerSays(delivery(1, "a", "m1", 1));
        brokerSays(delivery(2, "a", "m2", 1));
        at("X").says(pingreq(DEV1)); // somebody who only knows the name
        at("X").hears(publish(1, 1, "m1").qos(1));
        at("A").says(pingreq(DEV1)); // the client wakes in time
        at("A").hears(publish(1, 1, "m1").qos(1).dup());
        at("A").says(puback(1, 1, 0));
        brokerHears(acknowledgement(1));
        at("A").hears(publish(1, 2, "m2").qos(1));
        at("A").says(puback(1, 2, 0));
        brokerHears(acknowledgement(2));
        at("A").hears(pingresp());
    }
}
