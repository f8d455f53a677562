package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.uplink.ReasonCode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway is killed and started again: what the devices notice of it (I-17, I-20, I-45, I-55). */
class RestartScriptsTest extends Script {
    private final MemoryStore memory = new MemoryStore(loop);

    @BeforeEach
    void sessionsAreKept() {
        store = memory;
    }

    @Override
    void untilWritten() {
        after(store == memory ? Duration.ZERO : seconds(1));
    }

    private int asleep(Packet connect, int duration) {
        broker.acceptsEverything();
        clientSays(connect);
        clientHears(connack(0));
        int id = subscribed("a", 1);
        clientSays(sleep(duration));
        clientHears(disconnect());
        return id;
    }

    private int lastingSleeper(int duration) {
        return asleep(connect(DEV1), duration);
    }

    /** The next PUBLISH of QoS 1, whose identifier the gateway chose, and the device's acknowledgement. */
    private void takesPublish(int topicId, String data) {
        Packet heard = at("A").hearsAny();
        int msgId = heard.twoAt(5);
        require(heard.equals(publish(topicId, msgId, data).qos(1)), "PUBLISH of " + data + ", not " + heard);
        clientSays(puback(topicId, msgId, 0));
    }

    // ---- topic ids ----

    /** REGACK does not wait for the disk: the device may know ids of which the gateway does not any more (D-21). */
    @Test
    void aTopicIdThatTheGatewayForgotNamesNoOtherTopic() {
        SlowStore slow = new SlowStore(loop, new Random(1));
        store = slow;
        int id = lastingSleeper(100);
        after(seconds(1));
        Set<Integer> told = new HashSet<>();
        for (int restart = 0; restart < 3; restart++) {
            require(told.add(registered("topic of life " + restart)), "an id that had been another topic's");
            slow.loseWhatIsNotWritten();
            gatewayDies();
            after(seconds(1));
            gatewayStarts();
        }
        for (int each : told) {
            clientSays(publish(each, 3, "whose?").qos(1));
            clientHears(puback(each, 3, 2));
        }
        require(registered("a") == id, "what was written is known");
    }

    // ---- sleepers ----

    @Test
    @Requirement({"SN12-094", "SN12-171", "SN12-149"})
    void aSleeperGetsItsMessagesUnderTheSameTopicId() {
        int id = lastingSleeper(100);
        brokerSays(delivery(1, "a", "one", 1));
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        brokerSays(resumed());
        brokerSays(redelivery(1, "a", "one", 1));
        after(seconds(50));
        clientSays(pingreq(DEV1));
        takesPublish(id, "one");
        brokerHears(acknowledgement(1));
        clientHears(pingresp());
    }

    @Test
    @Requirement({"SN12-094", "SN12-171"})
    void pingrespWaitsForWhatTheBrokerHasKept() {
        int id = lastingSleeper(100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        clientSays(pingreq(DEV1));
        clientHearsNothing();
        brokerSays(resumed());
        after(millis(200));
        clientHearsNothing();
        brokerSays(redelivery(1, "a", "one", 1));
        takesPublish(id, "one");
        brokerHears(acknowledgement(1));
        after(millis(299));
        clientHearsNothing();
        after(millis(1));
        clientHears(pingresp());
    }

    @Test
    void pingrespDoesNotWaitForEverForABrokerThatIsAway() {
        lastingSleeper(100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        clientSays(pingreq(DEV1));
        after(settings.connectTimeout());
        clientHears(pingresp());
    }

    /** What waits in the gateway's own queue is handed over with each attempt to connect. */
    private void handsOverAgain() {
        brokerHears(lastingConnection());
        brokerSays(redelivery(1, "a", "one", 1));
        brokerSays(redelivery(2, "a", "two", 1));
        brokerSays(delivery(3, "a", "three", 0));
    }

    @Test
    @OnlyIn(value = Mode.PER_CLIENT, because = "the script speaks for the queue itself")
    void whatTheGatewayKeepsItselfIsDeliveredOnceAlsoWhileTheBrokerIsAway() {
        broker.keepsMessages();
        int id = lastingSleeper(100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        handsOverAgain();
        brokerSays(refused(ReasonCode.SERVER_UNAVAILABLE));
        after(seconds(1));
        clientSays(pingreq(DEV1));
        handsOverAgain();
        brokerSays(refused(ReasonCode.SERVER_UNAVAILABLE));
        takesPublish(id, "one");
        takesPublish(id, "two");
        clientHears(publish(id, 0, "three"));
        clientHears(pingresp());
        after(seconds(5));
        handsOverAgain();
        brokerHears(acknowledgement(1));
        brokerHears(acknowledgement(2));
        brokerHears(acknowledgement(3));
        brokerSays(resumed());
        clientSays(pingreq(DEV1));
        after(seconds(1));
        clientHears(pingresp());
        clientHearsNothing();
    }

    @Test
    void theBrokerIsAskedAgainWhenItIsNotThereYet() {
        lastingSleeper(100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        brokerSays(refused(ReasonCode.SERVER_UNAVAILABLE));
        after(millis(4_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastingConnection());
        brokerSays(resumed());
    }

    @Test
    @Requirement("SN12-152")
    void aSleeperIsLostWhenItsRemainingSleepIsOver() {
        lastingSleeper(100);
        after(seconds(60));
        gatewayDies();
        gatewayStarts();
        after(millis(49_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
        clientSays(pingreq(DEV1));
        clientHears(disconnect());
    }

    @Test
    void aSleeperThatWasDueDuringTheRestartGetsTheTimeToRepeatItself() {
        lastingSleeper(100);
        gatewayDies();
        after(seconds(3600));
        gatewayStarts();
        after(seconds(39));
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
        after(millis(109_999));
        brokerHearsNothing();
    }

    @Test
    void aSleeperWithACleanSessionSurvivesToo() {
        int id = asleep(connect(DEV1).clean(), 100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(sleepersConnection());
        brokerSays(resumed());
        brokerSays(redelivery(7, "a", "one", 1));
        clientSays(pingreq(DEV1));
        takesPublish(id, "one");
        brokerHears(acknowledgement(7));
        after(millis(300));
        clientHears(pingresp());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(memory.loadAll().isEmpty(), "nothing should be kept of a clean session that is over");
    }

    @Test
    void aSleeperThatTheBrokerHasForgottenIsSubscribedAgain() {
        asleep(connect(DEV1).clean(), 100);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(sleepersConnection());
        brokerSays(accepted());
        brokerHears(subscription("a", 1));
    }

    @Test
    void aSleeperMayWakeAtAnotherAddress() {
        lastingSleeper(100);
        gatewayDies();
        gatewayStarts();
        at("B").says(pingreq(DEV1));
        after(millis(300));
        at("B").hears(pingresp());
    }

    @Test
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the gateway keeps clients of which the server does not know")
    void aSleeperMayConnectAnewAndBegins() {
        lastingSleeper(100);
        gatewayDies();
        gatewayStarts();
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        clientHears(connack(0));
        require(memory.loadAll().isEmpty(), "a clean session is not kept while it is active");
    }

    @Test
    void anOrderlyStopKeepsTheSleepersToo() throws InterruptedException {
        lastingSleeper(100);
        closing();
        gatewayDies();
        gatewayStarts();
        after(seconds(1));
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
    }

    // ---- others ----

    @Test
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the gateway keeps clients of which the server does not know")
    void anActiveClientWithACleanSessionIsForgotten() {
        connectedClean();
        subscribed("a", 1);
        gatewayDies();
        gatewayStarts();
        require(gateway().sessions() == 0, "nothing should be restored");
        clientSays(pingreq());
        clientHears(disconnect());
    }

    @Test
    @Requirement("SN12-094")
    void aClientWithALastingSessionConnectsAndFindsItsTopics() {
        connectedLasting();
        int id = subscribed("a", 1);
        int other = registered("b");
        gatewayDies();
        gatewayStarts();
        clientSays(pingreq());
        clientHears(disconnect());
        clientSays(connect(DEV1));
        clientHears(connack(0));
        require(registered("b") == other, "the same topic id");
        brokerSays(delivery(1, "a", "one", 1));
        Packet register = at("A").hearsAny();
        require(register.twoAt(2) == id, "REGISTER of the same topic id");
        clientSays(regack(id, register.twoAt(4), 0));
        takesPublish(id, "one");
        brokerHears(acknowledgement(1));
    }

    @Test
    void aLastingSessionIsOverAtItsTimeAlsoAfterARestart() {
        connectedLasting();
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        after(settings.sessionExpiry().minusSeconds(1));
        gatewayDies();
        gatewayStarts();
        require(gateway().sessions() == 1, "not over yet");
        after(seconds(1));
        require(gateway().sessions() == 0, "over");
        require(memory.loadAll().isEmpty(), "and forgotten");
    }

    @Test
    void aCleanSessionIsOpenedSoThatTheBrokerCanKeepIt() {
        clientSays(connect(DEV1).clean());
        brokerHears(guardedConnection());
        broker.acceptsEverything();
        brokerSays(accepted());
        clientHears(connack(0));
    }

    // ---- Wills ----

    private void sleeperWithWillAndNoBroker() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
        clientSays(sleep(100));
        clientHears(disconnect());
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection(will("w", "gone")));
    }

    @Test
    @Requirement("SN12-152")
    void theWillOfASleeperThatIsLostWhileTheBrokerIsAwayIsPublishedLater() {
        sleeperWithWillAndNoBroker();
        after(seconds(3600));
        brokerHearsNothing();
        brokerSays(resumed());
        brokerHears(lastWords(will("w", "gone")));
        clientSays(pingreq(DEV1));
        clientHears(disconnect());
    }

    @Test
    void aSleeperThatIsLateIsNotLostWhileItsWillCannotBePublished() {
        sleeperWithWillAndNoBroker();
        after(seconds(3600));
        clientSays(pingreq(DEV1));
        brokerSays(resumed());
        after(millis(300));
        clientHears(pingresp());
        after(millis(109_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastWords(will("w", "gone")));
    }

    // ---- where the broker knows nothing of single clients ----

    /** 60 s with tolerance, and the time that a device needs to repeat itself. */
    private static final Duration ABSENCE = seconds(90).plus(seconds(40));

    private void activeWithWillOnASharedConnection(Packet connect) {
        broker.acceptsEverything();
        clientSays(connect.will());
        clientHears(willTopicReq());
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
        gatewayDies();
        gatewayStarts();
    }

    @Test
    @Requirement({"SN12-152", "SN12-003"})
    @OnlyIn(value = Mode.SHARED, because = "elsewhere the server knows the client")
    void theWillOfAnActiveClientThatDoesNotComeBackIsPublished() {
        activeWithWillOnASharedConnection(connect(DEV1).clean());
        after(ABSENCE.minusMillis(1));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastWords(will("w", "gone")));
        require(gateway().sessions() == 0, "it is over");
        require(memory.loadAll().isEmpty(), "and forgotten");
    }

    @Test
    @OnlyIn(value = Mode.SHARED, because = "elsewhere the server knows the client")
    void theWillOfAClientThatIsMissingWhileTheBrokerIsAwayIsPublishedLater() {
        activeWithWillOnASharedConnection(connect(DEV1));
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection(will("w", "gone")));
        after(seconds(3600));
        brokerHearsNothing();
        brokerSays(resumed());
        brokerHears(lastWords(will("w", "gone")));
        require(gateway().sessions() == 1, "a lasting session is kept");
    }

    @Test
    @OnlyIn(value = Mode.SHARED, because = "elsewhere the server knows the client")
    void aClientThatConnectsAgainIsNotMissed() {
        activeWithWillOnASharedConnection(connect(DEV1).clean());
        clientSays(pingreq());
        clientHears(disconnect());
        clientSays(connect(DEV1).clean());
        clientHears(connack(0));
        brokerHears(farewell());
        after(seconds(80));
        clientSays(pingreq());
        clientHears(pingresp());
        after(seconds(80));
        brokerHearsNothing();
    }

    /** The device has heard that it is subscribed, and would wait for messages in vain. */
    @Test
    @Requirement("SN12-094")
    @OnlyIn(value = Mode.SHARED, because = "elsewhere the server knows the client")
    void aSubscriptionOnASharedConnectionIsGrantedWhenItIsWritten() {
        SlowStore slow = new SlowStore(loop, new Random(1));
        store = slow;
        connectedLasting();
        after(seconds(1));
        clientSays(subscribe(5, "a/+").qos(1));
        clientHearsNothing();
        slow.loseWhatIsNotWritten();
        gatewayDies();
        gatewayStarts();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(subscribe(5, "a/+").qos(1));
        after(seconds(1));
        clientHears(suback(1, 0, 5, 0));
        slow.loseWhatIsNotWritten();
        require(slow.loadAll().get(0).subscriptions().size() == 1, "the subscription is kept");
        clientSays(unsubscribe(6, "a/+"));
        clientHearsNothing();
        after(seconds(1));
        clientHears(unsuback(6));
        slow.loseWhatIsNotWritten();
        require(slow.loadAll().get(0).subscriptions().isEmpty(), "and so is its end");
    }

    @Test
    @OnlyIn(value = Mode.SHARED, because = "elsewhere the server knows the client")
    void aCleanSessionThatEndsOnASharedConnectionLeavesNothingBehind() {
        connectedClean();
        subscribed("a", 1);
        require(memory.loadAll().size() == 1, "kept while it lasts");
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(memory.loadAll().isEmpty(), "forgotten at its end");
    }

    // ---- QoS 2 from the client ----

    @Test
    @Requirement("SN12-094")
    void aMessageOfQos2GoesOnUnderItsIdentifier() {
        connectedLasting();
        int topic = registered("t");
        broker.acceptsNothing();
        clientSays(publish(topic, 9, "x").qos(2));
        int upstream = brokerHears(message("t", "x", 2));
        brokerSays(received(upstream));
        clientHears(pubrec(9));
        gatewayDies();
        gatewayStarts();
        clientSays(connect(DEV1));
        brokerHears(lastingConnection());
        brokerSays(resumed());
        clientHears(connack(0));
        clientSays(pubrel(9));
        brokerHears(release(upstream));
        brokerSays(completed(upstream));
        clientHears(pubcomp(9));
        require(memory.loadAll().get(0).exchanges().isEmpty(), "done with");
    }

    @Test
    void aRepeatedMessageOfQos2IsTheSameForTheBroker() {
        connectedLasting();
        int topic = registered("t");
        broker.acceptsNothing();
        clientSays(publish(topic, 9, "x").qos(2));
        int upstream = brokerHears(message("t", "x", 2));
        gatewayDies();
        gatewayStarts();
        clientSays(connect(DEV1));
        brokerHears(lastingConnection());
        brokerSays(resumed());
        clientHears(connack(0));
        clientSays(publish(topic, 9, "x").qos(2).dup());
        require(brokerHears(repeated("t", "x", 2)) == upstream, "the same identifier towards the broker");
        brokerSays(received(upstream));
        clientHears(pubrec(9));
    }

    // ---- cost ----

    @Test
    @OnlyIn(value = Mode.PER_CLIENT, because = "messages for a device are written where the gateway keeps them")
    void messagesOfQos1WriteNothing() {
        connectedLasting();
        int topic = registered("t");
        int id = subscribed("a", 1);
        long before = memory.appended();
        for (int i = 1; i <= 100; i++) {
            clientSays(publish(topic, i, "x").qos(1));
            brokerHears(message("t", "x", 1));
            clientHears(puback(topic, i, 0));
            brokerSays(delivery(i, "a", "y", 1));
            takesPublish(id, "y");
            brokerHears(acknowledgement(i));
        }
        require(memory.appended() == before, "written " + (memory.appended() - before) + " times");
    }

    @Test
    void aSleeperThatPublishesWritesOnceInHalfItsSleep() {
        broker.acceptsEverything();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        int topic = registered("t");
        clientSays(sleep(1000));
        clientHears(disconnect());
        long before = memory.appended();
        for (int i = 1; i <= 100; i++) {
            after(seconds(10));
            clientSays(publish(topic, i, "x").qos(1));
            brokerHears(message("t", "x", 1));
            clientHears(puback(topic, i, 0));
        }
        require(memory.appended() - before <= 2, "written " + (memory.appended() - before) + " times");
        SessionChange.Standing standing = memory.loadAll().get(0).standing();
        require(standing.until().isAfter(loop.now().plusSeconds(500)), "the end of its sleep follows");
    }
}
