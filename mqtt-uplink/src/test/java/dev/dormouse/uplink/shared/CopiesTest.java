package dev.dormouse.uplink.shared;

import static dev.dormouse.uplink.shared.SharedScene.message;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A broker that sends a copy of a message for each subscription and names all subscriptions in each. */
class CopiesTest {
    private final SharedScene scene =
            SharedScene.connected(SharedUplinks.Overlaps.COPIES_ALIKE).connects("a", "b");
    private final int all = subscribed("a", "x/#", Qos.AT_LEAST_ONCE);
    private final int one = subscribed("b", "x/1", Qos.EXACTLY_ONCE);

    private int subscribed(String client, String filter, Qos qos) {
        scene.says(client, new ToBroker.Subscribe(7, filter, qos));
        ToBroker.Subscribe heard = (ToBroker.Subscribe) scene.brokerHeard();
        scene.brokerSays(new FromBroker.SubscribeAck(heard.packetId(), ReasonCode.granted(heard.qos())))
                .hears(client, new FromBroker.SubscribeAck(7, ReasonCode.granted(qos)));
        return heard.identifier();
    }

    private static FromBroker.Publish copy(int packetId, boolean retain, Integer... subscriptions) {
        FromBroker.Publish plain = message(packetId, "x/1", Qos.EXACTLY_ONCE);
        return new FromBroker.Publish(
                packetId, "x/1", plain.payload(), plain.qos(), retain, false, null, List.of(subscriptions));
    }

    private void bothHave(int packetId) {
        scene.hears("a", message(packetId, "x/1", Qos.AT_LEAST_ONCE))
                .hears("b", message(packetId, "x/1", Qos.EXACTLY_ONCE))
                .hearsNothing("a", "b");
    }

    @Test
    void theFirstCopyIsForEverybodyAndTheOthersAreAnsweredOnly() {
        scene.brokerSays(copy(9, false, one, all));
        bothHave(9);
        scene.brokerSays(copy(10, false, all, one))
                .hearsNothing("a", "b")
                .brokerHears(new ToBroker.PublishReceived(10))
                .brokerHearsNothing();
        scene.brokerSays(new FromBroker.PublishRelease(10)).brokerHears(new ToBroker.PublishComplete(10));
    }

    @Test
    void anotherMessageOfTheSameWordsIsAnotherMessage() {
        scene.brokerSays(copy(9, false, one, all)).brokerSays(copy(10, false, one, all));
        bothHave(9);
        scene.brokerSays(copy(11, false, one, all)).brokerSays(copy(12, false, one, all));
        bothHave(11);
    }

    @Test
    void afterTwoSecondsNoCopyIsExpectedAnyMore() {
        scene.brokerSays(copy(9, false, one, all));
        bothHave(9);
        scene.after(Duration.ofMillis(2001)).brokerSays(copy(10, false, one, all));
        bothHave(10);
    }

    @Test
    void ofARetainedMessageThereIsOneCopy() {
        scene.brokerSays(copy(9, true, one, all)).brokerSays(copy(10, false, one, all));
        scene.hears("a", new FromBroker.Publish(9, "x/1", copy(9, true).payload(), Qos.AT_LEAST_ONCE, true, false))
                .hears("b", copy(9, true))
                .brokerHearsNothing();
        bothHave(10);
    }
}
