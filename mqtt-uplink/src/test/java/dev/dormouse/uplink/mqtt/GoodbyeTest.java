package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Last words, DISCONNECT, and who waits for it. */
class GoodbyeTest {
    private final Scene scene = new Scene();

    private static ToBroker lastWords(Qos qos) {
        return new ToBroker.Disconnect(new Will("w", Bytes.ofUtf8("!"), qos, true));
    }

    /** Session Expiry 86400 s in CONNECT, and 0 in DISCONNECT (MQTT 5 §3.14.2.2.2). */
    @Test
    void endsASessionThatWasKeptForAnOutageOnly() {
        String connect = scene.sessionSays(new ToBroker.Connect(true, Duration.ZERO, Duration.ofHours(24), null))
                .serverAccepts();
        assertTrue(connect.contains("1100015180"), connect);
        scene.serverSays("2003000000")
                .sessionHears(new FromBroker.Connected(false))
                .sessionSays(new ToBroker.Disconnect(null))
                .serverHears("e00700051100000000");
    }

    @Test
    void disconnectsAndLetsTheServerClose() {
        scene.isConnected()
                .sessionSays(new ToBroker.Disconnect(null))
                .serverHears(Scene.DISCONNECT)
                .serverSeesNoEnd()
                .serverHangsUp()
                .sessionHearsNothing()
                .after(Duration.ofMinutes(5))
                .serverSeesNoConnection();
    }

    @Test
    void closesAfterASecondWhenTheServerDoesNot() {
        scene.isConnected()
                .sessionSays(new ToBroker.Disconnect(null))
                .after(Duration.ofSeconds(1))
                .serverSeesTheEnd();
    }

    @Test
    void saysLastWordsAtQos0BeforeItLeaves() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.AT_MOST_ONCE))
                .serverHears("31050001770021")
                .serverHears(Scene.DISCONNECT);
    }

    @Test
    void waitsForTheAcknowledgementOfLastWordsAtQos1() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .serverHears("3307000177ffff0021")
                .serverHearsNothing()
                .serverSays("4002ffff")
                .serverHears(Scene.DISCONNECT)
                .sessionHearsNothing();
    }

    @Test
    void goesThroughTheWholeHandshakeOfLastWordsAtQos2() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.EXACTLY_ONCE))
                .serverHears("3507000177ffff0021")
                .serverSays("5002ffff")
                .serverHears("6202ffff")
                .serverHearsNothing()
                .serverSays("7002ffff")
                .serverHears(Scene.DISCONNECT);
    }

    @Test
    void doesNotWaitLongForTheAcknowledgement() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .serverHears("3307000177ffff0021")
                .after(Duration.ofSeconds(5))
                .serverHears(Scene.DISCONNECT);
    }

    @Test
    void takesAPacketIdentifierThatIsFree() {
        scene.isConnected()
                .sessionSays(Scene.publish(65535, Qos.AT_LEAST_ONCE))
                .serverHears("32070001" + "74ffff0078")
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .serverHears("33070001" + "77fffe0021");
    }

    @Test
    void keepsTheReceiveMaximumForLastWordsToo() {
        scene.isConnectedWith("210001")
                .sessionSays(Scene.publish(1, Qos.AT_LEAST_ONCE))
                .serverHears("320700017400010078")
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .serverHearsNothing()
                .serverSays("40020001")
                .serverHears("33070001" + "77ffff0021");
    }

    @Test
    void justGivesUpWhenInterrupted() {
        scene.isConnected()
                .serverHangsUp()
                .sessionIsInterrupted()
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .after(Duration.ofMinutes(5))
                .serverSeesNoConnection()
                .sessionHearsNothing();
    }

    @Test
    void leavesInGoodOrderEvenWhenItHasNotBeenAcceptedYet() {
        scene.sessionConnects().serverAccepts();
        scene.sessionSays(new ToBroker.Disconnect(null))
                .serverSeesNoEnd()
                .serverSays(Scene.CONNACK_5)
                .serverHears(Scene.DISCONNECT)
                .sessionHearsNothing();
    }

    @Test
    void aNewUplinkOfTheSameClientWaitsUntilTheOldOneHasGone() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .serverHears("33070001" + "77ffff0021")
                .sessionOpensAgain()
                .sessionConnects()
                .serverSeesNoConnection()
                .serverSays("4002ffff")
                .serverHears(Scene.DISCONNECT)
                .serverSeesNoConnection()
                .serverHangsUp()
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }

    @Test
    void doesNotWaitLongerThanTheOldOneMayTake() {
        scene.isConnected()
                .sessionSays(lastWords(Qos.AT_LEAST_ONCE))
                .sessionOpensAgain()
                .sessionConnects()
                .after(Duration.ofSeconds(5))
                .after(Duration.ofSeconds(1))
                .serverSeesTheEnd()
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }

    @Test
    void aThirdUplinkWaitsForTheFirstEvenIfTheSecondGaveUp() {
        scene.isConnected()
                .sessionSays(new ToBroker.Disconnect(null))
                .sessionOpensAgain()
                .sessionConnects()
                .sessionSays(new ToBroker.Disconnect(null))
                .sessionOpensAgain()
                .sessionConnects()
                .serverSeesNoConnection()
                .serverHears(Scene.DISCONNECT)
                .serverHangsUp()
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5)
                .sessionHears(new FromBroker.Connected(false))
                .serverSeesNoConnection();
    }

    @Test
    void ofThousandsThatWaitOnlyTheNewestConnects() {
        scene.isConnected()
                .sessionSays(new ToBroker.Disconnect(null))
                .serverHears(Scene.DISCONNECT)
                .sessionOpensAgain()
                .sessionConnects();
        for (int i = 0; i < 20_000; i++) {
            scene.sessionOpensAgain()
                    .sessionConnects()
                    .sessionHears(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER));
        }
        scene.sessionHearsNothing().serverHangsUp().serverAccepts();
        scene.serverSays(Scene.CONNACK_5)
                .sessionHears(new FromBroker.Connected(false))
                .sessionHearsNothing()
                .serverSeesNoConnection();
    }

    @Test
    void thousandsThatWaitedAndGaveUpHearNothing() {
        scene.isConnected().sessionSays(new ToBroker.Disconnect(null)).serverHears(Scene.DISCONNECT);
        for (int i = 0; i < 20_000; i++) {
            scene.sessionOpensAgain().sessionConnects().sessionSays(new ToBroker.Disconnect(null));
        }
        scene.serverHangsUp()
                .sessionHearsNothing()
                .serverSeesNoConnection()
                .sessionOpensAgain()
                .sessionConnects()
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }

    @Test
    void anUplinkOfTheSameClientThatDidNotLeaveIsMadeTo() {
        scene.isConnected()
                .sessionOpensAgain()
                .sessionConnects()
                .sessionHears(new FromBroker.Ended(ReasonCode.SESSION_TAKEN_OVER))
                .serverHears(Scene.DISCONNECT)
                .serverSeesNoConnection()
                .serverHangsUp()
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }
}
