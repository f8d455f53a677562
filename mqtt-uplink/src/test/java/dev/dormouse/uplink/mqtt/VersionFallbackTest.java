package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.Requirement;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** MQTT 5 first, then 3.1.1 (I-53). */
@Requirement("SN12-001")
class VersionFallbackTest {
    private static final String CONNECT_5 = "101700044d5154540502003c082100642700040000" + "00026331";
    private static final String CONNECT_311 = "100e00044d5154540402003c00026331";
    private static final Duration HALF = Duration.ofMillis(3500);

    private final Scene scene = new Scene();

    private void expect(String connect) {
        assertEquals(connect, scene.serverAccepts());
    }

    private void accepts311() {
        expect(CONNECT_311);
        scene.serverSays(Scene.CONNACK_311).sessionHears(new FromBroker.Connected(false));
    }

    private void leaveFor(Duration time) {
        scene.sessionSays(new ToBroker.Disconnect(null))
                .serverHangsUp()
                .after(time)
                .sessionOpensAgain()
                .sessionConnects();
    }

    private void expectMemory() {
        leaveFor(Duration.ZERO);
        accepts311();
    }

    @Test
    void speaksMqtt5WhereTheServerDoes() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }

    @Test
    void fallsBackWhenRefusedInMqtt5AndRemembers() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverSays("2003008400").serverSeesTheEnd();
        accepts311();
        expectMemory();
        leaveFor(Duration.ofHours(2));
        accepts311();
    }

    @Test
    void fallsBackWhenRefusedInMqtt311AndRemembers() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverSays("20020001").serverSeesTheEnd();
        accepts311();
        expectMemory();
    }

    @Test
    void fallsBackWhenTheServerHangsUpAndRemembers() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverHangsUp();
        accepts311();
        expectMemory();
    }

    @Test
    void fallsBackAfterHalfTheTimeWhenTheServerIsSilentAndRemembers() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.after(HALF).serverSeesTheEnd();
        accepts311();
        expectMemory();
    }

    @Test
    void triesMqtt5AgainAnHourAfterAServerWasSilentAboutIt() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.after(HALF);
        accepts311();
        leaveFor(Duration.ofMinutes(59));
        accepts311();
        leaveFor(Duration.ofMinutes(2));
        expect(CONNECT_5);
        scene.after(HALF);
        accepts311();
        leaveFor(Duration.ofMinutes(59));
        accepts311();
    }

    @Test
    void speaksMqtt5ForGoodWithAServerThatWasOnlySlowOnce() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverHangsUp();
        accepts311();
        leaveFor(Duration.ofHours(1));
        expect(CONNECT_5);
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
        leaveFor(Duration.ofHours(2));
        expect(CONNECT_5);
    }

    @Test
    void isUnavailableWhenBothVersionsMeetSilence() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.after(HALF);
        expect(CONNECT_311);
        scene.after(HALF)
                .serverSeesTheEnd()
                .sessionHears(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .sessionOpensAgain()
                .sessionConnects();
        expect(CONNECT_5);
    }

    @Test
    void doesNotRememberAnythingOfAServerThatIsAway() {
        scene.serverIsAway()
                .sessionConnects()
                .sessionHears(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .serverIsBack()
                .sessionOpensAgain()
                .sessionConnects();
        expect(CONNECT_5);
    }

    @Test
    void staysWithMqtt5OnceTheServerHasSpokenIt() {
        scene.sessionConnects();
        expect(CONNECT_5);
        scene.serverSays(Scene.CONNACK_5)
                .sessionHears(new FromBroker.Connected(false))
                .sessionSays(new ToBroker.Disconnect(null))
                .serverHangsUp()
                .sessionOpensAgain()
                .sessionConnects();
        expect(CONNECT_5);
        scene.serverHangsUp()
                .sessionHears(new FromBroker.Refused(ReasonCode.SERVER_UNAVAILABLE))
                .serverSeesNoConnection();
    }

    @Test
    void saysWhetherTheServerIsThere() {
        assertTrue(scene.uplinks.available());
        scene.serverIsAway().sessionConnects();
        assertTrue(!scene.uplinks.available());
        scene.serverIsBack().sessionOpensAgain().sessionConnects().serverAccepts();
        scene.serverSays(Scene.CONNACK_5);
        assertTrue(scene.uplinks.available());
    }

    @Test
    void speaksMqtt311AsItIsWritten() {
        scene.sessionConnectsForLong().serverAccepts();
        scene.serverSays("20020001");
        expect("100e00044d5154540400003c00026331");
        scene.serverSays(Scene.CONNACK_311)
                .sessionHears(new FromBroker.Connected(false))
                .sessionSays(Scene.publish(1, Qos.AT_LEAST_ONCE))
                .serverHears("3206000174000178")
                .serverSays("40020001")
                .sessionHears(new FromBroker.PublishAck(1, ReasonCode.SUCCESS))
                .sessionSays(new ToBroker.Subscribe(2, "f", Qos.AT_LEAST_ONCE))
                .serverHears("8206000200016601")
                .serverSays("9003000280")
                .sessionHears(new FromBroker.SubscribeAck(2, ReasonCode.UNSPECIFIED_ERROR))
                .sessionSays(new ToBroker.Unsubscribe(3, "f"))
                .serverHears("a2050003000166")
                .serverSays("b0020003")
                .sessionHears(new FromBroker.UnsubscribeAck(3))
                .sessionSays(new ToBroker.Disconnect(null))
                .serverHears(Scene.DISCONNECT);
    }
}
