package dev.dormouse.uplink.stored;

import static dev.dormouse.uplink.stored.StoredScene.lasting;
import static dev.dormouse.uplink.stored.StoredScene.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Messages that the gateway takes over, acknowledges when they are durable, and keeps until they are delivered. */
class StoredUplinksTest {
    private static final FromBroker BROKEN = new FromBroker.Interrupted("the cable was pulled");

    private static ToBroker puback(int id) {
        return new ToBroker.PublishAck(id);
    }

    private static ToBroker pubrec(int id) {
        return new ToBroker.PublishReceived(id);
    }

    private static ToBroker pubcomp(int id) {
        return new ToBroker.PublishComplete(id);
    }

    private static FromBroker pubrel(int id) {
        return new FromBroker.PublishRelease(id);
    }

    // ---- taking over ----

    @Test
    void acknowledgesAMessageWhenItIsOnTheDiskAndNotBefore() {
        StoredScene scene = new StoredScene().connected().diskIsSlow();
        scene.serverSays(message(7, "t", 1)).sessionHears(message(1, "t", 1)).serverHearsNothing();
        scene.diskHasWritten().serverHears(puback(7));
        assertEquals(1, scene.messages.size());
        scene.sessionSays(puback(1)).serverHearsNothing();
        assertTrue(scene.messages.isEmpty());
    }

    @Test
    void takesAQos2MessageOverExactlyOnce() {
        StoredScene scene = new StoredScene().connected().diskIsSlow();
        scene.serverSays(message(7, "t", 2)).sessionHears(message(1, "t", 2));
        scene.serverSays(message(7, "t", 2, true)).serverHearsNothing().sessionHearsNothing();
        scene.diskHasWritten().serverHears(pubrec(7));
        scene.serverSays(message(7, "t", 2, true)).serverHears(pubrec(7)).sessionHearsNothing();
        scene.serverSays(pubrel(7)).diskHasWritten().serverHears(pubcomp(7)).sessionHearsNothing();
        scene.sessionSays(pubrec(1)).sessionHears(pubrel(1));
        scene.sessionSays(pubcomp(1)).serverHearsNothing();
        assertTrue(scene.messages.isEmpty() && scene.held.isEmpty());
        scene.serverSays(message(7, "t", 2)).sessionHears(message(2, "t", 2)); // the identifier is free again
    }

    @Test
    void writesQos0OnlyWhenItHasToWait() {
        StoredScene scene =
                new StoredScene().connected().sessionTakesQos0AtOnce().diskIsSlow();
        scene.serverSays(message(0, "t", 0)).sessionHears(message(1, "t", 0));
        assertTrue(scene.messages.isEmpty());
        StoredScene asleep = new StoredScene().connected();
        asleep.serverSays(message(0, "t", 0)).sessionHears(message(1, "t", 0));
        assertEquals(1, asleep.messages.size());
        asleep.sessionSays(puback(1)).serverHearsNothing();
        assertTrue(asleep.messages.isEmpty());
    }

    @Test
    void passesTheClientsOwnMessagesAndRequests() {
        StoredScene scene = new StoredScene().connected();
        ToBroker publish = new ToBroker.Publish(1, "up", Bytes.ofUtf8("x"), Qos.AT_LEAST_ONCE, false, false);
        scene.sessionSays(publish).serverHears(publish);
        FromBroker ack = new FromBroker.PublishAck(1, ReasonCode.SUCCESS);
        scene.serverSays(ack).sessionHears(ack);
        ToBroker subscribe = new ToBroker.Subscribe(2, "t", Qos.AT_LEAST_ONCE);
        scene.sessionSays(subscribe).serverHears(subscribe);
    }

    // ---- broken connections ----

    @Test
    void deliversAndTakesAcknowledgementsWhileTheServerIsAway() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "t", 1)).sessionHears(message(1, "t", 1)).serverHears(puback(7));
        scene.serverSays(BROKEN).sessionHears(BROKEN);
        scene.sessionSays(puback(1)).serverHearsNothing();
        assertTrue(scene.messages.isEmpty());
        FromBroker again = new FromBroker.Connected(true);
        scene.serverSays(again).sessionHears(again).sessionHearsNothing();
    }

    @Test
    void acknowledgesTheRepetitionOfWhatBecameDurableMeanwhile() {
        StoredScene scene = new StoredScene().connected().diskIsSlow();
        scene.serverSays(message(7, "t", 1)).serverSays(message(8, "t", 2));
        scene.serverSays(BROKEN).diskHasWritten().serverHearsNothing();
        scene.serverSays(new FromBroker.Connected(true));
        scene.serverSays(message(7, "t", 1, true)).serverHears(puback(7));
        scene.serverSays(message(8, "t", 2, true)).serverHears(pubrec(8));
        assertEquals(2, scene.messages.size());
    }

    @Test
    void takesNewMessagesUnderOldIdentifiersWhenTheServerHasForgotten() {
        StoredScene scene = new StoredScene().connected().diskIsSlow();
        scene.serverSays(message(7, "t", 2)).diskHasWritten().serverHears(pubrec(7));
        scene.serverSays(BROKEN).serverSays(new FromBroker.Connected(false));
        scene.serverSays(message(7, "u", 2)).diskHasWritten().serverHears(pubrec(7));
        assertEquals(2, scene.messages.size());
    }

    // ---- the session comes and goes ----

    @Test
    void handsWhatIsNotAcknowledgedToTheNextSessionAsAServerDoes() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 1)).serverSays(message(0, "b", 0)).serverSays(message(8, "c", 1));
        scene.sessionHears(message(1, "a", 1)).sessionHears(message(2, "b", 0)).sessionHears(message(3, "c", 1));
        scene.sessionSays(puback(1)).sessionSays(new ToBroker.Disconnect(null));
        scene.serverHears(puback(7)).serverHears(puback(8)).serverHears(new ToBroker.Disconnect(null));
        scene.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        scene.sessionHears(message(4, "b", 0))
                .sessionHears(message(5, "c", 1, true))
                .sessionHearsNothing();
    }

    @Test
    void throwsEverythingAwayAtACleanStart() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 1)).serverSays(message(8, "b", 2));
        scene.sessionOpens().sessionSays(new ToBroker.Connect(true, Duration.ZERO, null));
        assertTrue(scene.messages.isEmpty() && scene.held.isEmpty());
    }

    @Test
    void throwsEverythingAwayWithASessionThatEnds() {
        StoredScene scene = new StoredScene();
        scene.sessionOpens().sessionSays(new ToBroker.Connect(false, Duration.ZERO, Duration.ofHours(1), null));
        scene.serverSays(message(7, "a", 1)).sessionSays(new ToBroker.Disconnect(null));
        assertTrue(scene.messages.isEmpty());
    }

    @Test
    void forgetsAClientThatStaysAwayForTooLong() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 1)).sessionSays(new ToBroker.Disconnect(null));
        scene.after(Duration.ofMinutes(59));
        assertEquals(1, scene.messages.size());
        scene.after(Duration.ofMinutes(1));
        assertTrue(scene.messages.isEmpty());
    }

    // ---- limits ----

    @Test
    void keepsNoMoreThanItMayForAClientThatIsAway() {
        StoredScene scene = new StoredScene(true, new StoredLimits(3, 10_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(null));
        scene.serverSays(message(1, "a", 1)).serverSays(message(0, "b", 0)).serverSays(message(2, "c", 1));
        scene.serverSays(message(3, "d", 1)).serverSays(message(4, "e", 1));
        assertEquals(2, scene.lost(StoredUplinks.Loss.QUEUE_FULL));
        scene.sessionOpens().sessionSays(lasting());
        scene.sessionHears(new FromBroker.Connected(true));
        scene.sessionHears(message(1, "c", 1)).sessionHears(message(2, "d", 1)).sessionHears(message(3, "e", 1));
    }

    @Test
    void handsNothingThatHasExpired() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(null));
        scene.serverSays(message(1, "short-lived", 1)).serverSays(message(2, "b", 1));
        scene.after(Duration.ofSeconds(60));
        scene.sessionOpens().sessionSays(lasting());
        scene.sessionHears(new FromBroker.Connected(true))
                .sessionHears(message(1, "b", 1))
                .sessionHearsNothing();
        assertEquals(1, scene.messages.size());
        assertEquals(1, scene.lost(StoredUplinks.Loss.EXPIRED));
    }

    @Test
    void keepsNoMoreThanItMayForAllClientsThatAreAway() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 3 * 202)).connected();
        for (int i = 1; i <= 4; i++) {
            scene.serverSays(message(i, "a", 1));
        }
        assertEquals(4, scene.messages.size(), "of a client that is there its session takes care");
        scene.sessionSays(new ToBroker.Disconnect(null));
        assertEquals(3, scene.messages.size());
        scene.serverSays(message(5, "b", 1));
        assertEquals(3, scene.messages.size());
        assertEquals(2, scene.lost(StoredUplinks.Loss.GATEWAY_FULL));
        scene.sessionOpens().sessionSays(lasting());
        scene.serverSays(message(6, "a", 1));
        assertEquals(4, scene.messages.size());
    }

    @Test
    void forgetsAClientThatNobodyWouldMiss() {
        StoredScene scene = subscribed();
        scene.forgets();
        assertEquals(1, scene.clients(), "one that is there");
        scene.sessionSays(new ToBroker.Disconnect(null))
                .serverSays(message(7, "a", 1))
                .serverHears(puback(7));
        scene.forgets().serverHears(new ToBroker.Disconnect(null)).serverHearsNothing();
        assertTrue(scene.messages.isEmpty());
        assertEquals(0, scene.clients());
        scene.after(Duration.ofHours(1)).serverHearsNothing();
    }

    @Test
    void handsALongQueueToASessionThatTakesEachMessageWhileItIsTold() {
        int most = 20_000;
        StoredScene scene = new StoredScene(true, new StoredLimits(most, 10_000_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(null));
        for (int i = 0; i < most; i++) {
            scene.serverSays(message(0, "a", 0));
        }
        scene.sessionOpens().sessionTakesQos0AtOnce().sessionSays(lasting());
        scene.sessionHears(new FromBroker.Connected(true));
        for (int i = 1; i <= most; i++) {
            scene.sessionHears(message(i, "a", 0));
        }
        scene.sessionHearsNothing();
        assertTrue(scene.messages.isEmpty());
    }

    // ---- a server that keeps nothing for clients that are away ----

    @Test
    void holdsTheWayToTheServerForAClientThatIsAway() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        Will lastWords = new Will("will", Bytes.ofUtf8("gone"), Qos.EXACTLY_ONCE, true);
        scene.sessionSays(new ToBroker.Disconnect(lastWords));
        scene.serverHears(new ToBroker.Publish(0xFFFF, "will", lastWords.payload(), Qos.EXACTLY_ONCE, true, false));
        scene.serverSays(new FromBroker.PublishReceived(0xFFFF, ReasonCode.SUCCESS));
        scene.serverHears(new ToBroker.PublishRelease(0xFFFF));
        scene.serverSays(message(7, "a", 1)).serverHears(puback(7));
        scene.sessionOpens().sessionSays(lasting()).serverHearsNothing();
        scene.sessionHears(new FromBroker.Connected(true)).sessionHears(message(1, "a", 1));
    }

    private static final Will WILL = new Will("will", Bytes.ofUtf8("gone"), Qos.EXACTLY_ONCE, true);

    private static FromBroker received(int id) {
        return new FromBroker.PublishReceived(id, ReasonCode.SUCCESS);
    }

    @Test
    void releasesTheLastWordsAlsoWhenTheClientIsBack() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(WILL));
        scene.serverHears(new ToBroker.Publish(0xFFFF, "will", WILL.payload(), Qos.EXACTLY_ONCE, true, false));
        scene.sessionOpens().sessionSays(lasting()).sessionHears(new FromBroker.Connected(true));
        scene.serverSays(received(0xFFFF)).serverHears(new ToBroker.PublishRelease(0xFFFF));
        scene.serverSays(new FromBroker.PublishComplete(0xFFFF)).sessionHearsNothing();
        scene.diskIsSlow().serverSays(received(0xFFFF)).sessionHears(received(0xFFFF));
        scene.serverHearsNothing();
    }

    private static final ToBroker COME_BACK = new ToBroker.Connect(false, Duration.ofHours(1), null);
    private static final FromBroker ENDED = new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER);

    /** A client of a shared connection, connected and subscribed to one topic. */
    private static StoredScene subscribed() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        ToBroker subscribe = new ToBroker.Subscribe(1, "a", Qos.AT_LEAST_ONCE);
        FromBroker granted = new FromBroker.SubscribeAck(1, ReasonCode.granted(Qos.AT_LEAST_ONCE));
        return scene.sessionSays(subscribe)
                .serverHears(subscribe)
                .serverSays(granted)
                .sessionHears(granted);
    }

    private static void comesBack(StoredScene scene) {
        scene.after(Duration.ofSeconds(5)).serverHears(COME_BACK).serverHearsNothing();
        scene.serverSays(new FromBroker.Connected(false))
                .serverHears(new ToBroker.Subscribe(0, "a", Qos.AT_LEAST_ONCE));
        scene.serverSays(new FromBroker.SubscribeAck(0, ReasonCode.granted(Qos.AT_LEAST_ONCE)));
        scene.serverSays(message(7, "a", 1)).serverHears(puback(7));
        scene.sessionOpens().sessionSays(lasting()).serverHearsNothing();
        scene.sessionHears(new FromBroker.Connected(true)).sessionHears(message(1, "a", 1));
    }

    @Test
    void comesBackWithItsSubscriptionsForAClientThatIsAwayWhenTheServerEndsTheConnection() {
        StoredScene scene = subscribed();
        comesBack(scene.sessionSays(new ToBroker.Disconnect(null)).serverSays(ENDED));
    }

    @Test
    void comesBackForAClientWhoseSessionEndedWithTheConnection() {
        StoredScene scene = subscribed();
        comesBack(scene.serverSays(ENDED).sessionHears(ENDED));
    }

    @Test
    void triesAgainToComeBackUntilTheServerTakesIt() {
        StoredScene scene = subscribed();
        scene.serverSays(ENDED).sessionHears(ENDED);
        scene.after(Duration.ofSeconds(5)).serverHears(COME_BACK);
        scene.serverSays(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE)).serverHearsNothing();
        comesBack(scene);
    }

    @Test
    void leavesTheSubscriptionsToASessionThatIsBackSooner() {
        StoredScene scene = subscribed();
        scene.serverSays(ENDED).sessionHears(ENDED);
        scene.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        FromBroker connected = new FromBroker.Connected(false);
        scene.serverSays(connected).sessionHears(connected).serverHearsNothing();
        scene.after(Duration.ofSeconds(5)).serverHearsNothing();
    }

    @Test
    void keepsNothingOfACleanSessionThatTheServerEnds() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000));
        scene.sessionOpens().sessionSays(new ToBroker.Connect(true, Duration.ZERO, null));
        scene.serverSays(message(7, "a", 1));
        assertEquals(1, scene.messages.size());
        scene.serverSays(ENDED);
        assertTrue(scene.messages.isEmpty());
        assertEquals(0, scene.clients());
    }

    @Test
    void keepsTheMessagesOfACleanSleeperWhileTheServerCannotBeReached() {
        StoredScene scene = new StoredScene();
        scene.sessionOpens().sessionSays(new ToBroker.Connect(false, Duration.ZERO, Duration.ofHours(24), null));
        scene.serverSays(message(7, "a", 1));
        scene.serverSays(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE));
        assertEquals(1, scene.messages.size());
        scene.after(Duration.ofHours(24));
        assertTrue(scene.messages.isEmpty());
        assertEquals(0, scene.clients());
    }

    @Test
    void leavesTheServerWhenTheClientStaysAwayForTooLong() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(null)).serverHearsNothing();
        scene.after(Duration.ofHours(1)).serverHears(new ToBroker.Disconnect(null));
    }

    @Test
    void beginsAnewForAClientThatWantsACleanStart() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        scene.sessionSays(new ToBroker.Disconnect(null));
        ToBroker clean = new ToBroker.Connect(true, Duration.ZERO, null);
        scene.sessionOpens().sessionSays(clean);
        scene.serverHears(new ToBroker.Disconnect(null)).serverHears(clean);
    }

    // ---- killed ----

    @Test
    void goesOnAfterAKillWithWhatWasAcknowledged() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 1)).serverSays(message(8, "b", 2)).serverSays(message(0, "c", 0));
        StoredScene next = scene.afterKill(false, Map.of(), Duration.ofHours(1));
        next.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        next.sessionHears(message(1, "a", 1, true)).sessionHears(message(2, "b", 2, true));
        next.sessionHears(message(3, "c", 0)).sessionHearsNothing();
        next.serverSays(new FromBroker.Connected(true));
        next.serverSays(message(8, "b", 2, true)).serverHears(pubrec(8));
        assertEquals(3, next.messages.size());
        next.serverSays(message(9, "d", 1));
        assertEquals(4, next.messages.lastKey());
    }

    @Test
    void takesAMessageOnceWhoseAcknowledgementWasLostWithTheGateway() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 1)).serverSays(message(8, "b", 1));
        StoredScene next = scene.afterKill(false, Map.of(), Duration.ofHours(1));
        next.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        next.sessionHears(message(1, "a", 1, true)).sessionHears(message(2, "b", 1, true));
        next.sessionSays(puback(2))
                .serverSays(new FromBroker.Connected(true))
                .sessionHears(new FromBroker.Connected(true));
        next.serverSays(message(7, "a", 1, true)).serverHears(puback(7));
        next.serverSays(message(8, "b", 1, true)).serverHears(puback(8)).sessionHearsNothing();
        next.serverSays(message(7, "a", 1)).serverHears(puback(7)).sessionHears(message(3, "a", 1));
        next.serverSays(message(8, "other", 1, true)).serverHears(puback(8)).sessionHears(message(4, "other", 1));
        assertEquals(3, next.messages.size());
    }

    @Test
    void saysThatItHasLetGoWhenThatIsOnTheDisk() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 2)).serverHears(pubrec(7)).diskIsSlow();
        scene.serverSays(pubrel(7)).serverHearsNothing().diskHasWritten().serverHears(pubcomp(7));
        scene.serverSays(pubrel(7)).serverHears(pubcomp(7));
    }

    @Test
    void saysItNoSoonerWhenTheServerRepeatsItselfOnAnotherConnection() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "t", 2)).serverHears(pubrec(7));
        scene.diskIsSlow().serverSays(pubrel(7)).serverSays(new FromBroker.Interrupted("gone"));
        scene.serverSays(new FromBroker.Connected(true)).serverSays(pubrel(7)).serverHearsNothing();
        scene.diskHasWritten().serverHears(pubcomp(7)).serverHearsNothing();
    }

    @Test
    void saysItWhenTheServerAsksAgainAfterAnInterruption() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "t", 2)).serverHears(pubrec(7));
        scene.diskIsSlow().serverSays(pubrel(7)).serverSays(new FromBroker.Interrupted("gone"));
        scene.diskHasWritten().serverHearsNothing();
        scene.serverSays(new FromBroker.Connected(true)).serverSays(pubrel(7)).serverHears(pubcomp(7));
    }

    @Test
    void takesAnotherMessageUnderAnIdentifierWhoseReleaseWasLostWithTheGateway() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 2)).serverHears(pubrec(7));
        StoredScene next = scene.afterKill(false, Map.of(), Duration.ofHours(1));
        next.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        next.serverSays(new FromBroker.Connected(true));
        next.serverSays(message(7, "other", 2)).serverHears(pubrec(7));
        assertEquals(2, next.messages.size());
        next.serverSays(message(7, "other", 2, true)).serverHears(pubrec(7));
        next.serverSays(message(7, "other", 2)).serverHears(pubrec(7));
        assertEquals(2, next.messages.size());
    }

    @Test
    void takesAMessageOfQos2OnceAlsoFromAServerThatForgetsThatItSentIt() {
        StoredScene scene = new StoredScene().connected();
        scene.serverSays(message(7, "a", 2)).serverHears(pubrec(7));
        StoredScene next = scene.afterKill(false, Map.of(), Duration.ofHours(1));
        next.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        next.serverSays(new FromBroker.Connected(true));
        next.serverSays(message(7, "a", 2)).serverHears(pubrec(7));
        assertEquals(1, next.messages.size());
    }

    @Test
    void listensAgainAfterAKillForClientsThatAreAway() {
        StoredScene scene = new StoredScene(true, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        StoredScene next = scene.afterKill(true, Map.of("a", Qos.AT_LEAST_ONCE), Duration.ofMinutes(10));
        next.serverHears(new ToBroker.Subscribe(0, "a", Qos.AT_LEAST_ONCE));
        next.serverSays(new FromBroker.Connected(true))
                .serverSays(message(7, "a", 1))
                .serverHears(puback(7));
        assertEquals(1, next.messages.size());
        next.after(Duration.ofMinutes(10)).serverHears(new ToBroker.Disconnect(null));
        assertTrue(next.messages.isEmpty());
    }
}
