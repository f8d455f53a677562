package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Uplink;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** The server was away for long: when one client has found it again, the others do not wait for the end of their back-off. */
class ReturnTest {
    private static final Duration OUTAGE = Duration.ofMinutes(10);
    private static final String BUSY = "2003008900";

    private final Scene scene = new Scene();

    private void serverWasAwayForLong() {
        scene.isConnected()
                .after(Duration.ofSeconds(20))
                .serverIsAway()
                .serverHangsUp()
                .sessionIsInterrupted()
                .after(OUTAGE)
                .serverIsBack()
                .serverSeesNoConnection();
    }

    private Uplink newcomer(String name) {
        Uplink uplink = scene.uplinks.open(new ClientId(name), scene.loop(), message -> {});
        uplink.send(new ToBroker.Connect(false, Duration.ofDays(1), null));
        scene.after(Duration.ofMillis(1));
        return uplink;
    }

    private void accept(String name) {
        assertEquals(name, clientOf(scene.serverAccepts()));
        scene.serverSays(Scene.CONNACK_5_PRESENT);
    }

    /** The client id is the last part of the CONNECT of a client without a Will. */
    private static String clientOf(String connect) {
        StringBuilder text = new StringBuilder();
        for (int at = connect.length() - 4; at < connect.length(); at += 2) {
            text.append((char) Integer.parseInt(connect.substring(at, at + 2), 16));
        }
        return text.toString();
    }

    @Test
    void whenOneHasFoundTheServerTheOthersFollowAtOnce() {
        serverWasAwayForLong();
        newcomer("c2");
        accept("c2");
        accept("c1");
    }

    @Test
    void nobodyFollowsWhereTheServerRefuses() {
        serverWasAwayForLong();
        newcomer("c2");
        scene.serverAccepts();
        scene.serverSays(BUSY).serverSeesNoConnection();
    }

    @Test
    void whoWasRefusedMeanwhileWaitsForTheEndOfItsBackOff() {
        serverWasAwayForLong();
        newcomer("c2");
        accept("c2");
        scene.serverAccepts();
        scene.serverSays(BUSY);
        newcomer("c3");
        accept("c3");
        scene.serverSeesNoConnection().untilConnectedWithin(Duration.ofSeconds(60));
        accept("c1");
    }

    @Test
    void whoIsGoneMeanwhileDoesNotFollow() {
        serverWasAwayForLong();
        scene.sessionSays(new ToBroker.Disconnect(null));
        newcomer("c2");
        accept("c2");
        scene.serverSeesNoConnection();
    }

    @Test
    void aServerThatHangsUpAgainAndAgainIsLeftInPeace() {
        scene.isConnected().after(Duration.ofSeconds(1)).serverHangsUp().sessionIsInterrupted();
        newcomer("c2");
        accept("c2");
        scene.serverSeesNoConnection();
    }

    /** Ninety clients. */
    private void manyAreConnected() {
        for (int number = 10; number < 100; number++) {
            newcomer(Integer.toString(number));
            accept(Integer.toString(number));
        }
        scene.after(Duration.ofSeconds(20));
    }

    private void acceptAnybody() {
        scene.serverAccepts();
        scene.serverSays(Scene.CONNACK_5_PRESENT);
    }

    @Test
    void theyFollowAsFastAsTheServerTakesThemAndNoFaster() {
        manyAreConnected();
        scene.serverIsAway().serverHangsUpOnAll().after(OUTAGE).serverIsBack();
        newcomer("c2");
        accept("c2");
        scene.serverSeesConnections(2);
        acceptAnybody();
        scene.serverSeesConnections(3);
        for (int left = 89; left > 0; left--) {
            acceptAnybody();
        }
        scene.serverSeesNoConnection();
    }

    @Test
    void whenTheServerHangsUpOnAllTheyComeBackInTurn() {
        manyAreConnected();
        scene.serverHangsUpOnAll().after(Duration.ofSeconds(1)).serverSeesConnections(50);
        for (int left = 90; left > 0; left--) {
            acceptAnybody();
        }
        scene.serverSeesNoConnection();
    }

    @Test
    void whoGetsNoAnswerKeepsNobodyFromTrying() {
        manyAreConnected();
        scene.serverHangsUpOnAll().after(Duration.ofSeconds(1)).serverSeesConnections(50);
        scene.after(scene.options().timing().connectTimeout()).serverSeesConnectionsOfAtLeast(90);
    }
}
