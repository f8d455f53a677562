package dev.dormouse.uplink.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.uplink.FromBroker;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection breaks: what is told, when we come back, and what is sent again (MQTT 5 §4.4). */
class InterruptionTest {
    private static final Duration FIRST_BACK_OFF = Duration.ofSeconds(1);

    private final Scene scene = new Scene();

    /** QoS 1 and QoS 2 in all their stages, a subscription and its end. */
    private Scene withOpenExchanges() {
        scene.isConnected()
                .sessionSays(Scene.publish(1, Qos.AT_LEAST_ONCE))
                .sessionSays(Scene.publish(2, Qos.EXACTLY_ONCE))
                .sessionSays(Scene.publish(3, Qos.EXACTLY_ONCE))
                .sessionSays(new ToBroker.Subscribe(4, "f", Qos.AT_LEAST_ONCE))
                .sessionSays(new ToBroker.Unsubscribe(5, "g"))
                .serverHears("3207000174000100" + "78")
                .serverHears("3407000174000200" + "78")
                .serverHears("3407000174000300" + "78")
                .serverHears("820700040000016601")
                .serverHears("a206000500000167");
        return scene.serverSays("50020003")
                .sessionHears(new FromBroker.PublishReceived(3, ReasonCode.SUCCESS))
                .sessionSays(new ToBroker.PublishRelease(3))
                .serverHears("62020003");
    }

    @Test
    void sendsAgainInOrderWithDupWhereTheSessionIsPresent() {
        withOpenExchanges().serverHangsUp().sessionIsInterrupted().after(FIRST_BACK_OFF);
        assertEquals("00", scene.serverAccepts().substring(18, 20), "no Clean Start");
        scene.serverSays(Scene.CONNACK_5_PRESENT)
                .sessionHears(new FromBroker.Connected(true))
                .serverHears("3a07000174000100" + "78")
                .serverHears("3c07000174000200" + "78")
                .serverHears("62020003")
                .serverHears("820700040000016601")
                .serverHears("a206000500000167")
                .serverHearsNothing();
    }

    @Test
    void sendsAgainWithoutDupWhereTheSessionIsGone() {
        withOpenExchanges().serverHangsUp().sessionIsInterrupted().after(FIRST_BACK_OFF);
        scene.serverAccepts();
        scene.serverSays(Scene.CONNACK_5)
                .sessionHears(new FromBroker.Connected(false))
                .serverHears("3207000174000100" + "78")
                .serverHears("3407000174000200" + "78")
                .serverHears("62020003");
    }

    @Test
    void sendsNothingAgainThatWasAnswered() {
        withOpenExchanges()
                .serverSays("40020001")
                .serverSays("50020002")
                .serverSays("70020003")
                .serverSays("9004000400" + "01")
                .serverSays("b004000500" + "00")
                .serverHangsUp()
                .after(FIRST_BACK_OFF);
        scene.serverAccepts();
        scene.serverSays(Scene.CONNACK_5_PRESENT).serverHearsNothing();
    }

    @Test
    void keepsWhatIsSaidWhileInterruptedButNoAcknowledgements() {
        scene.isConnected()
                .serverHangsUp()
                .sessionIsInterrupted()
                .sessionSays(new ToBroker.PublishAck(9))
                .sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE))
                .sessionSays(Scene.publish(1, Qos.AT_LEAST_ONCE))
                .after(FIRST_BACK_OFF)
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5_PRESENT)
                .sessionHears(new FromBroker.Connected(true))
                .serverHears("30050001740078")
                .serverHears("320700017400010078")
                .serverHearsNothing();
    }

    @Test
    void refusesWhatIsSaidBeyondTheBacklog() {
        Scene small = new Scene(UplinkOptions.to(ServerAddress.parse("mqtt://broker.example"))
                .with(new UplinkOptions.Limits(10, 1000, 1)));
        small.isConnected()
                .serverHangsUp()
                .sessionIsInterrupted()
                .sessionSays(Scene.publish(1, Qos.AT_LEAST_ONCE))
                .sessionSays(Scene.publish(2, Qos.AT_LEAST_ONCE))
                .sessionSays(Scene.publish(3, Qos.EXACTLY_ONCE))
                .sessionSays(new ToBroker.Subscribe(4, "f", Qos.AT_LEAST_ONCE))
                .sessionHears(new FromBroker.PublishAck(2, ReasonCode.QUOTA_EXCEEDED))
                .sessionHears(new FromBroker.PublishReceived(3, ReasonCode.QUOTA_EXCEEDED))
                .sessionHears(new FromBroker.SubscribeAck(4, ReasonCode.QUOTA_EXCEEDED));
    }

    @Test
    void keepsRoomForManySubscriptionsHoweverManyMessagesWaitAtQos0() {
        Scene fitting = new Scene(UplinkOptions.to(ServerAddress.parse("mqtt://broker.example"))
                .with(new UplinkOptions.Limits(100, 256 * 1024, 500)));
        fitting.isConnected().serverHangsUp().sessionIsInterrupted();
        for (int i = 0; i < 2000; i++) {
            fitting.sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE));
        }
        for (int id = 1; id <= 500; id++) {
            fitting.sessionSays(new ToBroker.Subscribe(id, "f", Qos.AT_LEAST_ONCE));
        }
        assertEquals(2000 - 256, fitting.uplinks.dropped());
        fitting.sessionHearsNothing().after(FIRST_BACK_OFF).serverAccepts();
        fitting.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
        for (int i = 0; i < 256; i++) {
            fitting.serverHears("30050001740078");
        }
        for (int id = 1; id <= 500; id++) {
            fitting.serverHears(String.format("8207%04x0000016601", id));
        }
        fitting.serverHangsUp()
                .sessionIsInterrupted()
                .sessionSays(Scene.publish(0, Qos.AT_MOST_ONCE))
                .after(FIRST_BACK_OFF.multipliedBy(3))
                .serverAccepts();
        assertEquals(2000 - 256, fitting.uplinks.dropped());
    }

    @Test
    void waitsLongerAfterEachFailure() {
        scene.isConnected().serverIsAway().serverHangsUp().sessionIsInterrupted();
        for (int seconds = 1; seconds <= 60; seconds *= 2) {
            scene.after(Duration.ofSeconds(seconds));
        }
        scene.serverIsBack().untilConnectedWithin(Duration.ofSeconds(60)).serverAccepts();
        scene.serverSays(Scene.CONNACK_5_PRESENT).sessionHears(new FromBroker.Connected(true));
    }

    @Test
    void endsWhenTheServerRefusesItsReturnForGood() {
        scene.isConnected()
                .serverHangsUp()
                .sessionIsInterrupted()
                .after(FIRST_BACK_OFF)
                .serverAccepts();
        scene.serverSays("2003008a00")
                .sessionHears(new FromBroker.Ended(ReasonCode.BANNED))
                .after(Duration.ofMinutes(5))
                .serverSeesNoConnection();
    }

    @Test
    void triesOnWhenTheServerIsBusy() {
        scene.isConnected()
                .serverHangsUp()
                .sessionIsInterrupted()
                .after(FIRST_BACK_OFF)
                .serverAccepts();
        scene.serverSays("2003008900")
                .sessionHearsNothing()
                .after(Duration.ofSeconds(2))
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5).sessionHears(new FromBroker.Connected(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8E, 0x87, 0x8A, 0x82, 0x98, 0x9D})
    void endsWhenTheServerSaysSo(int reason) {
        scene.isConnected()
                .serverSays(String.format("e002%02x00", reason))
                .sessionHears(new FromBroker.Ended(new ReasonCode(reason)))
                .sessionHearsNothing()
                .serverSeesTheEnd()
                .after(Duration.ofMinutes(5))
                .serverSeesNoConnection();
    }

    @ParameterizedTest
    @ValueSource(ints = {0x8B, 0x89, 0x80, 0x8D, 0x9C})
    void comesBackWhenTheServerLeavesForAWhile(int reason) {
        scene.isConnected()
                .serverSays(String.format("e002%02x00", reason))
                .sessionIsInterrupted()
                .serverSeesTheEnd()
                .after(FIRST_BACK_OFF)
                .serverAccepts();
        scene.serverSays(Scene.CONNACK_5_PRESENT).sessionHears(new FromBroker.Connected(true));
    }

    @Test
    void breaksOffWhenTheServerTalksNonsense() {
        scene.isConnected().serverSays("f1ff").sessionIsInterrupted().serverSeesTheEnd();
    }
}
