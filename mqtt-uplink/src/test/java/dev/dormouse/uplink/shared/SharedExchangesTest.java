package dev.dormouse.uplink.shared;

import static dev.dormouse.uplink.shared.SharedScene.again;
import static dev.dormouse.uplink.shared.SharedScene.message;
import static dev.dormouse.uplink.shared.SharedScene.publish;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Connections that are not there, packet identifiers exchanged both ways, and Wills (MQTT 5 §3.1, §4.3). */
class SharedExchangesTest {
    private final SharedScene scene = SharedScene.connected().connects("a", "b");

    private int published() {
        return ((ToBroker.Publish) scene.brokerHeard()).packetId();
    }

    @Test
    void clientsWithTheSamePacketIdentifierDoNotMeet() {
        scene.says("a", publish(1, Qos.AT_LEAST_ONCE)).says("b", publish(1, Qos.AT_LEAST_ONCE));
        int first = published();
        int second = published();
        assertNotEquals(first, second);
        scene.brokerSays(new FromBroker.PublishAck(second, ReasonCode.SUCCESS))
                .hears("b", new FromBroker.PublishAck(1, ReasonCode.SUCCESS))
                .hearsNothing("a")
                .brokerSays(new FromBroker.PublishAck(first, ReasonCode.NOT_AUTHORIZED))
                .hears("a", new FromBroker.PublishAck(1, ReasonCode.NOT_AUTHORIZED));
    }

    @Test
    void qos2GoesThroughItsWholeHandshake() {
        scene.says("a", publish(1, Qos.EXACTLY_ONCE));
        int id = published();
        scene.brokerSays(new FromBroker.PublishReceived(id, ReasonCode.SUCCESS))
                .hears("a", new FromBroker.PublishReceived(1, ReasonCode.SUCCESS))
                .says("a", new ToBroker.PublishRelease(1))
                .brokerHears(new ToBroker.PublishRelease(id))
                .brokerSays(new FromBroker.PublishComplete(id))
                .hears("a", new FromBroker.PublishComplete(1));
    }

    @Test
    void aRepeatedQos2MessageIsNotPublishedTwice() {
        scene.says("a", publish(1, Qos.EXACTLY_ONCE));
        int id = published();
        scene.says("a", again(publish(1, Qos.EXACTLY_ONCE)))
                .brokerHearsNothing()
                .brokerSays(new FromBroker.PublishReceived(id, ReasonCode.SUCCESS))
                .hears("a", new FromBroker.PublishReceived(1, ReasonCode.SUCCESS))
                .says("a", again(publish(1, Qos.EXACTLY_ONCE)))
                .hears("a", new FromBroker.PublishReceived(1, ReasonCode.SUCCESS))
                .brokerHearsNothing();
    }

    @Test
    void aReleaseOfAMessageThatIsDoneWithIsAnsweredHere() {
        scene.says("a", new ToBroker.PublishRelease(1))
                .hears("a", new FromBroker.PublishComplete(1))
                .brokerHearsNothing();
    }

    @Test
    void anIdentifierThatIsUsedForAnotherMessageBelongsToThat() {
        scene.says("a", publish(1, Qos.AT_LEAST_ONCE)).says("a", publish(1, Qos.AT_LEAST_ONCE));
        int first = published();
        int second = published();
        scene.brokerSays(new FromBroker.PublishAck(first, ReasonCode.SUCCESS))
                .hearsNothing("a")
                .brokerSays(new FromBroker.PublishAck(second, ReasonCode.SUCCESS))
                .hears("a", new FromBroker.PublishAck(1, ReasonCode.SUCCESS));
    }

    @Test
    void aQos2MessageOfAClientThatIsGoneIsBroughtToItsEnd() {
        scene.says("a", publish(1, Qos.EXACTLY_ONCE)).says("b", publish(1, Qos.EXACTLY_ONCE));
        int first = published();
        int second = published();
        scene.brokerSays(new FromBroker.PublishReceived(first, ReasonCode.SUCCESS))
                .says("a", new ToBroker.Disconnect(null))
                .brokerHears(new ToBroker.PublishRelease(first))
                .says("b", new ToBroker.Disconnect(null))
                .brokerSays(new FromBroker.PublishReceived(second, ReasonCode.SUCCESS))
                .brokerHears(new ToBroker.PublishRelease(second));
    }

    @Test
    void theWillOfALostClientIsPublishedAtItsQos() {
        scene.says("a", new ToBroker.Disconnect(new Will("w", Bytes.ofUtf8("gone"), Qos.EXACTLY_ONCE, true)));
        ToBroker.Publish will = (ToBroker.Publish) scene.brokerHeard();
        assertEquals(
                new ToBroker.Publish(will.packetId(), "w", Bytes.ofUtf8("gone"), Qos.EXACTLY_ONCE, true, false), will);
        scene.brokerSays(new FromBroker.PublishReceived(will.packetId(), ReasonCode.SUCCESS))
                .brokerHears(new ToBroker.PublishRelease(will.packetId()))
                .brokerSays(new FromBroker.PublishComplete(will.packetId()))
                .hearsNothing("a");
    }

    @Test
    void aClientThatLeavesHasNoWillPublished() {
        scene.opens("c")
                .says(
                        "c",
                        new ToBroker.Connect(true, Duration.ZERO, new Will("w", Bytes.EMPTY, Qos.AT_LEAST_ONCE, false)))
                .says("c", new ToBroker.Disconnect(null))
                .brokerHearsNothing();
    }

    @Test
    void oneConnectionServesAllClients() {
        assertEquals(1, scene.connectionsOpened());
    }

    @Test
    void clientsWaitForTheFirstConnectionAndAreRefusedWithIt() {
        SharedScene early = new SharedScene();
        early.opens("a")
                .says("a", new ToBroker.Connect(true, Duration.ZERO, null))
                .hearsNothing("a")
                .starts();
        early.brokerHeard();
        early.brokerSays(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .hears("a", new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .opens("b")
                .says("b", new ToBroker.Connect(true, Duration.ZERO, null))
                .hears("b", new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .after(Duration.ofSeconds(1));
        assertEquals(2, early.connectionsOpened(), "it tries again by itself");
        early.brokerHeard();
        early.brokerSays(new FromBroker.Connected(false)).connects("c");
    }

    @Test
    void whileTheServerIsAwayClientsAreRefusedAndThoseConnectedWait() {
        scene.breaks()
                .hears("a", new FromBroker.Interrupted("gone"))
                .opens("c")
                .says("c", new ToBroker.Connect(true, Duration.ZERO, null))
                .hears("c", new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .brokerSays(new FromBroker.Connected(true))
                .hears("a", new FromBroker.Connected(true))
                .hearsNothing("a", "c");
    }

    @Test
    void aTakenNameEndsAllUplinksAndTheConnectionComesBack() {
        scene.brokerSays(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .hears("a", new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .hears("b", new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .opens("c")
                .says("c", new ToBroker.Connect(true, Duration.ZERO, null))
                .hears("c", new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .after(Duration.ofSeconds(1));
        assertEquals(2, scene.connectionsOpened());
        assertTrue(scene.brokerHeard() instanceof ToBroker.Connect);
        scene.brokerSays(new FromBroker.Connected(true)).connects("a");
    }

    @Test
    void anotherUplinkOfTheSameClientFindsTheSubscriptionsUnlessItBeginsAnew() {
        scene.subscribes("a", "x", Qos.AT_LEAST_ONCE)
                .opens("a")
                .says("a", new ToBroker.Connect(false, Duration.ofDays(1), null))
                .hears("a", new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .hears("a", new FromBroker.Connected(true))
                .opens("a")
                .says("a", new ToBroker.Connect(true, Duration.ZERO, null))
                .hears("a", new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .hears("a", new FromBroker.Connected(false));
        assertEquals("x", ((ToBroker.Unsubscribe) scene.brokerHeard()).filter());
    }

    /** What the client answered was lost with the connection, or it could not answer yet. */
    @Test
    void aReleaseThatTheServerRepeatsAfterAnInterruptionReachesTheClientAgain() {
        scene.subscribes("a", "x", Qos.EXACTLY_ONCE)
                .brokerSays(message(5, "x", Qos.EXACTLY_ONCE))
                .hears("a", message(5, "x", Qos.EXACTLY_ONCE))
                .says("a", new ToBroker.PublishReceived(5))
                .brokerHears(new ToBroker.PublishReceived(5))
                .brokerSays(new FromBroker.PublishRelease(5))
                .hears("a", new FromBroker.PublishRelease(5))
                .breaks()
                .hears("a", new FromBroker.Interrupted("gone"))
                .brokerSays(new FromBroker.Connected(true))
                .hears("a", new FromBroker.Connected(true))
                .brokerSays(new FromBroker.PublishRelease(5))
                .hears("a", new FromBroker.PublishRelease(5))
                .says("a", new ToBroker.PublishComplete(5))
                .brokerHears(new ToBroker.PublishComplete(5))
                .brokerHearsNothing();
    }

    // ---- over a restart of the gateway ----

    @Test
    void aQos2MessageHasThePacketIdentifierThatWasSuggestedForIt() {
        int a = scene.suggestedTo("a");
        int b = scene.suggestedTo("b");
        assertNotEquals(a, b);
        scene.says("b", publish(b, Qos.EXACTLY_ONCE)).says("a", publish(a, Qos.EXACTLY_ONCE));
        assertEquals(b, published());
        assertEquals(a, published());
        scene.says("b", publish(a, Qos.EXACTLY_ONCE));
        assertNotEquals(a, published(), "one that is in use");
    }

    /** A client with a QoS 2 message from before, on a shared connection that stands and that the server has kept. */
    private static SharedScene restarted() {
        SharedScene later =
                new SharedScene().restored("c", Map.of(), Set.of(4711)).starts();
        later.brokerHeard();
        return later.brokerSays(new FromBroker.Connected(true)).hears("c", new FromBroker.Connected(true));
    }

    @Test
    void aReleaseOfAMessageFromBeforeARestartGoesToTheServer() {
        restarted()
                .says("c", new ToBroker.PublishRelease(4711))
                .brokerHears(new ToBroker.PublishRelease(4711))
                .hearsNothing("c")
                .brokerSays(new FromBroker.PublishComplete(4711))
                .hears("c", new FromBroker.PublishComplete(4711));
    }

    @Test
    void theServerHearsThatAMessageFromBeforeARestartIsDoneWithWhenAllWhoHoldItAre() {
        SharedScene later = new SharedScene()
                .restored("c", Map.of("x", Qos.EXACTLY_ONCE), Set.of(), Set.of(5))
                .restored("d", Map.of("x", Qos.EXACTLY_ONCE), Set.of(), Set.of(5))
                .restored("e", Map.of("x", Qos.EXACTLY_ONCE))
                .starts();
        later.brokerHeard();
        later.brokerSays(new FromBroker.Connected(true))
                .hears("c", new FromBroker.Connected(true))
                .hears("d", new FromBroker.Connected(true))
                .hears("e", new FromBroker.Connected(true))
                .brokerSays(new FromBroker.PublishRelease(5))
                .hears("c", new FromBroker.PublishRelease(5))
                .hears("d", new FromBroker.PublishRelease(5))
                .hearsNothing("e")
                .says("c", new ToBroker.PublishComplete(5))
                .brokerHearsNothing()
                .says("d", new ToBroker.PublishComplete(5))
                .brokerHears(new ToBroker.PublishComplete(5));
    }

    @Test
    void aMessageFromBeforeARestartThatTheServerRepeatsIsAcknowledgedAgain() {
        FromBroker.Publish again = again(message(5, "x", Qos.EXACTLY_ONCE));
        SharedScene later = new SharedScene()
                .restored("c", Map.of("x", Qos.EXACTLY_ONCE), Set.of(), Set.of(5))
                .starts();
        later.brokerHeard();
        later.brokerSays(new FromBroker.Connected(true))
                .hears("c", new FromBroker.Connected(true))
                .brokerSays(again)
                .hears("c", again)
                .says("c", new ToBroker.PublishReceived(5))
                .brokerHears(new ToBroker.PublishReceived(5))
                .brokerSays(new FromBroker.PublishRelease(5))
                .hears("c", new FromBroker.PublishRelease(5));
    }

    @Test
    void aMessageFromBeforeARestartIsRepeatedUnderItsPacketIdentifier() {
        ToBroker.Publish again = again(publish(4711, Qos.EXACTLY_ONCE));
        restarted()
                .says("c", again)
                .brokerHears(again)
                .says("c", again)
                .brokerHearsNothing()
                .brokerSays(new FromBroker.PublishReceived(4711, ReasonCode.SUCCESS))
                .hears("c", new FromBroker.PublishReceived(4711, ReasonCode.SUCCESS))
                .says("c", new ToBroker.PublishRelease(4711))
                .brokerHears(new ToBroker.PublishRelease(4711));
    }

    @Test
    void aMessageFromBeforeARestartWhoseClientIsGoneIsReleased() {
        restarted()
                .says("c", new ToBroker.Disconnect(null))
                .brokerHears(new ToBroker.PublishRelease(4711))
                .brokerSays(new FromBroker.PublishComplete(4711))
                .hearsNothing("c");
    }

    @Test
    void aReleaseThatNobodyCouldHearIsSaidWhenThereIsAConnection() {
        SharedScene later = new SharedScene()
                .restored("c", Map.of(), Set.of(4711))
                .says("c", new ToBroker.Disconnect(null))
                .starts();
        later.brokerHeard();
        later.brokerHears(new ToBroker.PublishRelease(4711)).brokerHearsNothing();
    }

    @Test
    void anIdentifierFromBeforeARestartIsNotGivenToAnotherMessage() {
        SharedScene later = restarted().connects("d").says("d", publish(4711, Qos.EXACTLY_ONCE));
        assertNotEquals(4711, ((ToBroker.Publish) later.brokerHeard()).packetId());
    }
}
