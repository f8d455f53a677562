package dev.dormouse.uplink.stored;

import static dev.dormouse.uplink.stored.StoredScene.lasting;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** QoS 2 messages of clients on a shared connection: the server is done with them whatever the client does, and each goes out once. */
class PublicationsTest {
    private static final FromBroker BROKEN = new FromBroker.Interrupted("the cable was pulled");
    private static final FromBroker RESUMED = new FromBroker.Connected(true);
    private static final FromBroker PUBREC = new FromBroker.PublishReceived(7, ReasonCode.SUCCESS);
    private static final FromBroker PUBCOMP = new FromBroker.PublishComplete(7);
    private static final ToBroker PUBREL = new ToBroker.PublishRelease(7);
    private static final ToBroker LEAVE = new ToBroker.Disconnect(null);

    private static ToBroker publish(boolean duplicate) {
        return new ToBroker.Publish(7, "up", Bytes.ofUtf8("x"), Qos.EXACTLY_ONCE, false, duplicate);
    }

    /** A client has published and was not answered. */
    private static StoredScene published(boolean shared) {
        StoredScene scene = new StoredScene(shared, new StoredLimits(100, 10_000, 1_000_000_000)).connected();
        return scene.sessionSays(publish(false)).serverHears(publish(false));
    }

    private static StoredScene published() {
        return published(true);
    }

    @Test
    void theServerReleasesAMessageThoughItsClientSaysNothing() {
        StoredScene scene = published().serverSays(PUBREC).sessionHears(PUBREC).serverHears(PUBREL);
        scene.serverSays(PUBCOMP).sessionHearsNothing();
        scene.sessionSays(publish(true)).sessionHears(PUBREC).serverHearsNothing();
        scene.sessionSays(PUBREL).sessionHears(PUBCOMP).serverHearsNothing();
        assertTrue(scene.published.isEmpty());
    }

    @Test
    void theServerHearsTheReleaseWhenItIsOnTheDiskThatItHasTheMessage() {
        StoredScene scene = published().diskIsSlow().serverSays(PUBREC).sessionHears(PUBREC);
        scene.sessionSays(PUBREL).serverHearsNothing().diskHasWritten().serverHears(PUBREL);
        scene.serverSays(PUBCOMP).sessionHears(PUBCOMP).serverHearsNothing();
        assertTrue(scene.published.isEmpty());
    }

    @Test
    void aRefusedMessageIsNotReleased() {
        FromBroker refused = new FromBroker.PublishReceived(7, ReasonCode.QUOTA_EXCEEDED);
        published().serverSays(refused).sessionHears(refused).serverHearsNothing();
    }

    @Test
    void whereClientsHaveConnectionsOfTheirOwnTheyReleaseTheirMessages() {
        StoredScene scene =
                published(false).serverSays(PUBREC).sessionHears(PUBREC).serverHearsNothing();
        scene.sessionSays(PUBREL).serverHears(PUBREL).serverSays(PUBCOMP).sessionHears(PUBCOMP);
    }

    @Test
    void anOutageInWhichTheClientIsGivenUpDoublesNothing() {
        StoredScene scene = published().serverSays(BROKEN).sessionHears(BROKEN).sessionSays(LEAVE);
        scene.serverSays(RESUMED).serverSays(PUBREC).serverHears(PUBREL).serverSays(PUBCOMP);
        scene.sessionOpens().sessionSays(lasting()).sessionHears(RESUMED);
        scene.sessionSays(publish(true)).sessionHears(PUBREC).serverHearsNothing();
        scene.sessionSays(PUBREL).sessionHears(PUBCOMP).serverHearsNothing();
    }

    @Test
    void aReleaseThatTheClientWasNotToldTheEndOfIsRepeatedByIt() {
        StoredScene scene = published().serverSays(PUBREC).sessionHears(PUBREC).serverHears(PUBREL);
        scene.sessionSays(PUBREL).sessionSays(LEAVE).serverSays(PUBCOMP);
        scene.sessionOpens().sessionSays(lasting()).sessionHears(RESUMED);
        scene.sessionSays(PUBREL).sessionHears(PUBCOMP).serverHearsNothing();
    }

    @Test
    void anotherMessageUnderTheIdentifierIsAnotherMessage() {
        StoredScene scene = published().serverSays(PUBREC).sessionHears(PUBREC).serverHears(PUBREL);
        scene.serverSays(PUBCOMP).sessionSays(publish(false)).serverHears(publish(false));
        scene.serverSays(PUBREC).sessionHears(PUBREC).serverHears(PUBREL);
    }

    @Test
    void aNewUplinkHearsWhatAnEarlierOneMayNotHaveHeard() {
        FromBroker ended = new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER);
        StoredScene scene = published().diskIsSlow().serverSays(PUBREC).sessionHears(PUBREC);
        scene.serverSays(ended).sessionHears(ended).diskHasWritten().serverHearsNothing();
        scene.sessionOpens().sessionSays(lasting()).serverHears(lasting());
        scene.serverSays(RESUMED).sessionHears(RESUMED).serverHears(PUBREL);
        scene.serverSays(PUBCOMP).sessionSays(PUBREL).sessionHears(PUBCOMP);
    }

    @Test
    void nothingIsKeptOfAClientThatBeginsAnew() {
        StoredScene scene = published().serverSays(PUBREC).serverHears(PUBREL);
        assertEquals(Map.of(7, PublicationStage.RECEIVED), scene.published);
        scene.sessionOpens().sessionSays(new ToBroker.Connect(true, Duration.ZERO, null));
        assertTrue(scene.published.isEmpty());
    }

    // ---- killed ----

    private static StoredScene afterKill(StoredScene scene) {
        return scene.afterKill(true, Map.of(), Duration.ofHours(1));
    }

    @Test
    void afterAKillTheServerIsToldAgainToReleaseWhatItHas() {
        StoredScene next = afterKill(published().serverSays(PUBREC));
        assertEquals(Set.of(7), next.resumedExchanges);
        next.serverHears(PUBREL).serverSays(RESUMED).serverSays(PUBCOMP).serverHearsNothing();
        next.sessionOpens().sessionSays(lasting()).sessionHears(RESUMED);
        next.sessionSays(publish(true)).sessionHears(PUBREC).serverHearsNothing();
        next.sessionSays(PUBREL).sessionHears(PUBCOMP).serverHearsNothing();
        assertTrue(next.published.isEmpty());
    }

    @Test
    void afterAKillTheIdentifierOfWhatTheServerIsDoneWithIsFree() {
        StoredScene next = afterKill(published().serverSays(PUBREC).serverSays(PUBCOMP));
        assertEquals(Set.of(), next.resumedExchanges);
        next.serverHearsNothing().sessionOpens().sessionSays(lasting());
        next.serverSays(RESUMED).sessionHears(RESUMED);
        next.sessionSays(publish(true)).sessionHears(PUBREC).serverHearsNothing();
    }
}
