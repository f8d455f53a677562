package dev.dormouse.uplink.shared;

import static dev.dormouse.uplink.shared.SharedScene.again;
import static dev.dormouse.uplink.shared.SharedScene.message;
import static dev.dormouse.uplink.shared.SharedScene.retained;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Subscriptions of many clients as those of one (MQTT 5 §3.8), and what comes for them. */
class SharedSubscriptionsTest {
    private final SharedScene scene = SharedScene.connected().connects("a", "b");

    @Test
    void aMessageReachesThoseWhoSubscribedToItAndNobodyElse() {
        scene.subscribes("a", "x/+", Qos.AT_MOST_ONCE)
                .subscribes("b", "y", Qos.AT_MOST_ONCE)
                .brokerSays(message(0, "x/1", Qos.AT_MOST_ONCE))
                .hears("a", message(0, "x/1", Qos.AT_MOST_ONCE))
                .hearsNothing("a", "b");
    }

    @Test
    void eachSubscriberGetsAMessageAtItsOwnQosAndTheBrokerGivesTheHighest() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x", Qos.AT_MOST_ONCE, Qos.AT_LEAST_ONCE)
                .brokerSays(message(9, "x", Qos.AT_LEAST_ONCE))
                .hears("a", message(9, "x", Qos.AT_LEAST_ONCE))
                .hears("b", message(0, "x", Qos.AT_MOST_ONCE))
                .brokerHearsNothing()
                .says("a", new ToBroker.PublishAck(9))
                .brokerHears(new ToBroker.PublishAck(9));
    }

    @Test
    void overlappingSubscriptionsOfAClientBringOneCopyAtTheHighestQos() {
        scene.subscribes("a", "x/#", Qos.AT_MOST_ONCE)
                .subscribes("a", "x/+", Qos.EXACTLY_ONCE)
                .subscribes("a", "x/1", Qos.AT_LEAST_ONCE)
                .brokerSays(message(9, "x/1", Qos.EXACTLY_ONCE))
                .hears("a", message(9, "x/1", Qos.EXACTLY_ONCE))
                .hearsNothing("a");
    }

    @Test
    void aBrokerThatSendsACopyForEachSubscriptionBringsEachClientOne() {
        int all = subscribed("a", "x/#");
        int one = subscribed("b", "x/1");
        scene.brokerSays(copy(9, all))
                .brokerSays(copy(10, one))
                .hears("a", message(9, "x/1", Qos.EXACTLY_ONCE))
                .hears("b", message(10, "x/1", Qos.EXACTLY_ONCE))
                .hearsNothing("a", "b")
                .says("b", new ToBroker.PublishReceived(10))
                .brokerHears(new ToBroker.PublishReceived(10));
    }

    @Test
    void aBrokerThatSendsOneCopyForAllSubscriptionsBringsEachClientOneToo() {
        int all = subscribed("a", "x/#");
        int one = subscribed("b", "x/1");
        scene.brokerSays(copy(9, all, one))
                .hears("a", message(9, "x/1", Qos.EXACTLY_ONCE))
                .hears("b", message(9, "x/1", Qos.EXACTLY_ONCE))
                .hearsNothing("a", "b");
    }

    @Test
    void aCopyForASubscriptionThatIsNoMoreIsAnsweredAtOnce() {
        subscribed("a", "x/#");
        scene.brokerSays(copy(9, 77)).hearsNothing("a").brokerHears(new ToBroker.PublishReceived(9));
    }

    @Test
    void afterARestartTheSubscriptionsHaveTheirOldIdentifiers() {
        int before = subscribed("a", "x/#");
        SharedScene later = new SharedScene()
                .restored("a", Map.of("x/#", Qos.EXACTLY_ONCE, "x/1", Qos.EXACTLY_ONCE))
                .starts();
        later.brokerHeard();
        later.brokerSays(new FromBroker.Connected(true))
                .brokerSays(copy(9, before))
                .hears("a", new FromBroker.Connected(true))
                .hears("a", message(9, "x/1", Qos.EXACTLY_ONCE))
                .hearsNothing("a");
    }

    /** Subscribes at QoS 2; the identifier of the subscription. */
    private int subscribed(String client, String filter) {
        scene.says(client, new ToBroker.Subscribe(7, filter, Qos.EXACTLY_ONCE));
        ToBroker.Subscribe heard = (ToBroker.Subscribe) scene.brokerHeard();
        scene.brokerSays(new FromBroker.SubscribeAck(heard.packetId(), ReasonCode.granted(Qos.EXACTLY_ONCE)))
                .hears(client, new FromBroker.SubscribeAck(7, ReasonCode.granted(Qos.EXACTLY_ONCE)));
        return heard.identifier();
    }

    private static FromBroker.Publish copy(int packetId, Integer... subscriptions) {
        FromBroker.Publish plain = message(packetId, "x/1", Qos.EXACTLY_ONCE);
        return new FromBroker.Publish(
                packetId, "x/1", plain.payload(), plain.qos(), false, false, null, List.of(subscriptions));
    }

    @Test
    void theBrokerGetsItsAnswerWhenTheLastReceiverHasAnswered() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x", Qos.AT_LEAST_ONCE)
                .brokerSays(message(9, "x", Qos.AT_LEAST_ONCE))
                .says("a", new ToBroker.PublishAck(9))
                .says("a", new ToBroker.PublishAck(9))
                .brokerHearsNothing()
                .says("b", new ToBroker.PublishAck(9))
                .brokerHears(new ToBroker.PublishAck(9))
                .brokerHearsNothing();
    }

    @Test
    void qos2GoesThroughItsWholeHandshake() {
        FromBroker.Publish publish = message(9, "x", Qos.EXACTLY_ONCE);
        scene.subscribes("a", "x", Qos.EXACTLY_ONCE)
                .subscribes("b", "x", Qos.AT_LEAST_ONCE, Qos.EXACTLY_ONCE)
                .brokerSays(publish)
                .says("b", new ToBroker.PublishAck(9))
                .brokerHearsNothing()
                .says("a", new ToBroker.PublishReceived(9))
                .brokerHears(new ToBroker.PublishReceived(9))
                .hears("a", publish)
                .hears("b", message(9, "x", Qos.AT_LEAST_ONCE))
                .brokerSays(new FromBroker.PublishRelease(9))
                .brokerHearsNothing()
                .hears("a", new FromBroker.PublishRelease(9))
                .hearsNothing("a", "b")
                .says("a", new ToBroker.PublishComplete(9))
                .brokerHears(new ToBroker.PublishComplete(9));
    }

    private void isReleased(String client) {
        FromBroker.Publish publish = message(9, "x", Qos.EXACTLY_ONCE);
        scene.subscribes(client, "x", Qos.EXACTLY_ONCE)
                .brokerSays(publish)
                .hears(client, publish)
                .says(client, new ToBroker.PublishReceived(9))
                .brokerHears(new ToBroker.PublishReceived(9))
                .brokerSays(new FromBroker.PublishRelease(9))
                .hears(client, new FromBroker.PublishRelease(9))
                .brokerHearsNothing();
    }

    @Test
    void aReleaseIsCompletedOnTheConnectionOnWhichItCame() {
        isReleased("a");
        scene.breaks()
                .says("a", new ToBroker.PublishComplete(9))
                .brokerSays(new FromBroker.Connected(true))
                .brokerHearsNothing()
                .brokerSays(new FromBroker.PublishRelease(9))
                .brokerHears(new ToBroker.PublishComplete(9));
    }

    @Test
    void aReleaseDoesNotWaitForAClientThatIsGone() {
        isReleased("a");
        scene.says("a", new ToBroker.Disconnect(null));
        assertEquals("x", ((ToBroker.Unsubscribe) scene.brokerHeard()).filter());
        scene.brokerHears(new ToBroker.PublishComplete(9));
    }

    @Test
    void aReleaseOfAMessageFromBeforeARestartReachesWhoeverHasIt() {
        scene.brokerSays(new FromBroker.PublishRelease(9))
                .brokerHears(new ToBroker.PublishComplete(9))
                .hears("a", new FromBroker.PublishRelease(9))
                .hears("b", new FromBroker.PublishRelease(9));
    }

    @Test
    void aMessageForNobodyIsAnsweredAtOnce() {
        scene.brokerSays(message(9, "x", Qos.AT_LEAST_ONCE))
                .brokerHears(new ToBroker.PublishAck(9))
                .brokerSays(message(10, "x", Qos.EXACTLY_ONCE))
                .brokerHears(new ToBroker.PublishReceived(10))
                .brokerSays(new FromBroker.PublishRelease(10))
                .brokerHears(new ToBroker.PublishComplete(10));
    }

    @Test
    void whoLeavesIsNotWaitedFor() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x", Qos.AT_LEAST_ONCE)
                .brokerSays(message(9, "x", Qos.AT_LEAST_ONCE))
                .says("a", new ToBroker.PublishAck(9))
                .says("b", new ToBroker.Disconnect(null))
                .brokerHears(new ToBroker.PublishAck(9));
    }

    @Test
    void theBrokerHearsUnsubscribeWhenTheLastSubscriberGoes() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x", Qos.AT_LEAST_ONCE)
                .says("a", new ToBroker.Unsubscribe(4, "x"))
                .hears("a", new FromBroker.UnsubscribeAck(4))
                .brokerHearsNothing()
                .says("b", new ToBroker.Disconnect(null));
        assertEquals("x", ((ToBroker.Unsubscribe) scene.brokerHeard()).filter());
    }

    @Test
    void aSubscriptionDuringUnsubscribeFollowsIt() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE).says("a", new ToBroker.Unsubscribe(4, "x"));
        ToBroker.Unsubscribe unsubscribe = (ToBroker.Unsubscribe) scene.brokerHeard();
        scene.says("b", new ToBroker.Subscribe(5, "x", Qos.AT_LEAST_ONCE))
                .brokerHearsNothing()
                .brokerSays(new FromBroker.UnsubscribeAck(unsubscribe.packetId()));
        ToBroker.Subscribe subscribe = (ToBroker.Subscribe) scene.brokerHeard();
        scene.brokerSays(new FromBroker.SubscribeAck(subscribe.packetId(), ReasonCode.GRANTED_QOS_1))
                .hears("b", new FromBroker.SubscribeAck(5, ReasonCode.GRANTED_QOS_1))
                .brokerHearsNothing();
    }

    @Test
    void aRefusedSubscriptionBringsNothingAndLeavesTheOthersAlone() {
        scene.subscribes("a", "x", Qos.AT_MOST_ONCE).says("b", new ToBroker.Subscribe(5, "x", Qos.EXACTLY_ONCE));
        int id = ((ToBroker.Subscribe) scene.brokerHeard()).packetId();
        scene.brokerSays(new FromBroker.SubscribeAck(id, ReasonCode.NOT_AUTHORIZED))
                .hears("b", new FromBroker.SubscribeAck(5, ReasonCode.NOT_AUTHORIZED))
                .brokerSays(message(0, "x", Qos.AT_MOST_ONCE))
                .hears("a", message(0, "x", Qos.AT_MOST_ONCE))
                .hearsNothing("a", "b")
                .brokerHearsNothing();
    }

    @Test
    void aSmallerGrantLimitsWhatTheClientGets() {
        scene.says("a", new ToBroker.Subscribe(5, "x", Qos.EXACTLY_ONCE));
        int id = ((ToBroker.Subscribe) scene.brokerHeard()).packetId();
        scene.brokerSays(new FromBroker.SubscribeAck(id, ReasonCode.GRANTED_QOS_1))
                .hears("a", new FromBroker.SubscribeAck(5, ReasonCode.GRANTED_QOS_1));
    }

    @Test
    void sharedSubscriptionsAreRefused() {
        scene.says("a", new ToBroker.Subscribe(5, "$share/g/x", Qos.AT_LEAST_ONCE))
                .hears("a", new FromBroker.SubscribeAck(5, new ReasonCode(0x9E)))
                .brokerHearsNothing();
    }

    @Test
    void aStormOfSubscriptionsToOneFilterIsTwoRequests() {
        String[] names = new String[1000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "c" + i;
        }
        scene.connects(names);
        for (String name : names) {
            scene.says(name, new ToBroker.Subscribe(5, "news", Qos.AT_LEAST_ONCE));
        }
        for (int round = 0; round < 2; round++) {
            int id = ((ToBroker.Subscribe) scene.brokerHeard()).packetId();
            scene.brokerHearsNothing().brokerSays(new FromBroker.SubscribeAck(id, ReasonCode.GRANTED_QOS_1));
        }
        scene.brokerHearsNothing();
        for (String name : names) {
            scene.hears(name, new FromBroker.SubscribeAck(5, ReasonCode.GRANTED_QOS_1));
        }
    }

    @Test
    void aStormOfDifferentSubscriptionsGoesOutAsFastAsTheBrokerAnswers() {
        for (int i = 0; i < 250; i++) {
            scene.says("a", new ToBroker.Subscribe(i + 1, "x/" + i, Qos.AT_LEAST_ONCE));
        }
        int first = ((ToBroker.Subscribe) scene.brokerHeard()).packetId();
        for (int i = 1; i < 200; i++) {
            scene.brokerHeard();
        }
        scene.brokerHearsNothing().brokerSays(new FromBroker.SubscribeAck(first, ReasonCode.GRANTED_QOS_1));
        assertEquals("x/200", ((ToBroker.Subscribe) scene.brokerHeard()).filter());
        scene.brokerHearsNothing();
    }

    // ---- retained messages ----

    @Test
    void retainedMessagesGoToTheNewSubscriberOnly() {
        scene.subscribes("a", "x/+", Qos.AT_LEAST_ONCE)
                .after(Duration.ofSeconds(1))
                .subscribes("b", "x/+", Qos.AT_LEAST_ONCE)
                .brokerSays(retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .hears("b", retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .hearsNothing("a");
    }

    @Test
    void aSubscriberToAnotherFilterDoesNotTakeThem() {
        scene.subscribes("a", "y", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x/+", Qos.AT_LEAST_ONCE)
                .brokerSays(retained(9, "y", Qos.AT_LEAST_ONCE))
                .hears("a", retained(9, "y", Qos.AT_LEAST_ONCE))
                .hearsNothing("b");
    }

    @Test
    void twoSubscribersAtTheSameTimeGetEachRetainedMessageOnce() {
        scene.subscribes("a", "x/+", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x/#", Qos.AT_LEAST_ONCE)
                .brokerSays(retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .brokerSays(retained(10, "x/1", Qos.AT_LEAST_ONCE))
                .hears("a", retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .hears("b", retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .hearsNothing("a", "b")
                .brokerHears(new ToBroker.PublishAck(10));
    }

    @Test
    void aLateRetainedMessageStillFindsItsSubscriber() {
        scene.subscribes("a", "x/+", Qos.AT_LEAST_ONCE)
                .after(Duration.ofSeconds(5))
                .brokerSays(retained(9, "x/1", Qos.AT_LEAST_ONCE))
                .hears("a", retained(9, "x/1", Qos.AT_LEAST_ONCE));
    }

    @Test
    void subscribingAgainBringsThemAgain() {
        scene.subscribes("a", "x", Qos.AT_MOST_ONCE)
                .brokerSays(retained(0, "x", Qos.AT_MOST_ONCE))
                .hears("a", retained(0, "x", Qos.AT_MOST_ONCE))
                .after(Duration.ofSeconds(1))
                .subscribes("a", "x", Qos.AT_MOST_ONCE)
                .brokerSays(retained(0, "x", Qos.AT_MOST_ONCE))
                .hears("a", retained(0, "x", Qos.AT_MOST_ONCE));
    }

    @Test
    void aBrokerThatForwardsWithRetainSetIsUnderstoodAllTheSame() {
        scene.subscribes("a", "x", Qos.AT_MOST_ONCE)
                .after(Duration.ofSeconds(30))
                .brokerSays(retained(0, "x", Qos.AT_MOST_ONCE))
                .hears("a", retained(0, "x", Qos.AT_MOST_ONCE));
    }

    // ---- interruptions ----

    @Test
    void whatWasNotAcknowledgedIsHeardAgainByThoseWhoHaveNot() {
        FromBroker.Publish publish = message(9, "x", Qos.AT_LEAST_ONCE);
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "x", Qos.AT_LEAST_ONCE)
                .brokerSays(publish)
                .hears("a", publish)
                .hears("b", publish)
                .says("a", new ToBroker.PublishAck(9))
                .breaks()
                .hears("a", new FromBroker.Interrupted("gone"))
                .hears("b", new FromBroker.Interrupted("gone"))
                .brokerSays(new FromBroker.Connected(true))
                .hears("a", new FromBroker.Connected(true))
                .hears("b", new FromBroker.Connected(true))
                .brokerSays(again(publish))
                .hears("b", again(publish))
                .hearsNothing("a")
                .says("b", new ToBroker.PublishAck(9))
                .brokerHears(new ToBroker.PublishAck(9));
    }

    @Test
    void anAnswerThatWasLostIsGivenAgain() {
        FromBroker.Publish publish = message(9, "x", Qos.EXACTLY_ONCE);
        scene.subscribes("a", "x", Qos.EXACTLY_ONCE)
                .brokerSays(publish)
                .hears("a", publish)
                .says("a", new ToBroker.PublishReceived(9))
                .brokerHears(new ToBroker.PublishReceived(9))
                .breaks()
                .brokerSays(new FromBroker.Connected(true))
                .brokerSays(again(publish))
                .brokerHears(new ToBroker.PublishReceived(9))
                .hears("a", new FromBroker.Interrupted("gone"))
                .hears("a", new FromBroker.Connected(true))
                .hearsNothing("a");
    }

    @Test
    void nothingIsAnsweredBeforeTheBrokerHasAskedAgain() {
        FromBroker.Publish publish = message(9, "x", Qos.AT_LEAST_ONCE);
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .brokerSays(publish)
                .breaks()
                .brokerSays(new FromBroker.Connected(true))
                .says("a", new ToBroker.PublishAck(9))
                .brokerHearsNothing()
                .brokerSays(again(publish))
                .brokerHears(new ToBroker.PublishAck(9));
    }

    @Test
    void aBrokerThatHasForgottenIsToldEverythingAgainOnce() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .subscribes("b", "y", Qos.EXACTLY_ONCE)
                .breaks()
                .brokerSays(new FromBroker.Connected(false));
        ToBroker.Subscribe one = (ToBroker.Subscribe) scene.brokerHeard();
        ToBroker.Subscribe other = (ToBroker.Subscribe) scene.brokerHeard();
        assertEquals(Set.of("x", "y"), Set.of(one.filter(), other.filter()));
        scene.brokerHearsNothing()
                .brokerSays(new FromBroker.SubscribeAck(one.packetId(), ReasonCode.granted(one.qos())))
                .brokerSays(new FromBroker.SubscribeAck(other.packetId(), ReasonCode.granted(other.qos())))
                .brokerHearsNothing()
                .hears("a", new FromBroker.Interrupted("gone"))
                .hears("a", new FromBroker.Connected(false))
                .hearsNothing("a")
                .brokerSays(message(3, "x", Qos.AT_LEAST_ONCE))
                .hears("a", message(3, "x", Qos.AT_LEAST_ONCE));
    }

    @Test
    void thoseWhoSubscribedBeforeARestartGetWhatTheBrokerHasKept() {
        SharedScene restarted =
                new SharedScene().restored("a", Map.of("x", Qos.AT_LEAST_ONCE)).starts();
        restarted.brokerHeard();
        restarted
                .hearsNothing("a")
                .brokerSays(new FromBroker.Connected(true))
                .hears("a", new FromBroker.Connected(true))
                .brokerHearsNothing()
                .brokerSays(message(3, "x", Qos.AT_LEAST_ONCE))
                .hears("a", message(3, "x", Qos.AT_LEAST_ONCE));
    }
}
