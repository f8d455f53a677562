package dev.dormouse.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.profile.Profile;
import dev.dormouse.sim.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The behaviour of real clients, as read in their sources. */
class ProfileScriptsTest {
    private static final String CONNECT = "0A 04 04 01 00 3C 64 65 76 31";
    private static final Bytes HI = Bytes.ofUtf8("hi");
    private static final Topic TT = Topic.shortName("tt");

    private static Script connected(Profile profile) {
        return new Script(DeviceSetup.of("dev1", profile)).connected();
    }

    private static Publication message(long number, int qos) {
        return new Publication(number, TT, qos, false, HI);
    }

    @Test
    void emcuteRepeatsFourTimesEveryFifteenSecondsWithoutDupAndStaysConnected() {
        Script emcute = connected(Profiles.RIOT_EMCUTE);
        emcute.device.publish(message(1, 1), emcute.now());
        emcute.deviceSays("09 0C 22 74 74 mm mm 68 69");
        for (int repetition = 0; repetition < 3; repetition++) {
            emcute.after(15).deviceSaysAgain("09 0C 22 74 74 mm mm 68 69");
        }
        emcute.after(15).happened("abandoned 1").is(DeviceState.ACTIVE);
    }

    @Test
    void emcuteRefusesDupQos2AndPredefinedTopics() {
        Script emcute = connected(Profiles.RIOT_EMCUTE);
        emcute.gatewaySays("09 0C A2 74 74 00 05 68 69").deviceSays("07 0D 74 74 00 05 03");
        emcute.gatewaySays("09 0C 42 74 74 00 06 68 69").deviceSays("07 0D 74 74 00 06 03");
        emcute.gatewaySays("09 0C 01 00 01 00 00 68 69").deviceSays("07 0D 00 01 00 00 03");
        assertEquals(List.of(), emcute.events);
    }

    @Test
    void emcuteIsDeafToRegisterAndDisconnect() {
        Script emcute = connected(Profiles.RIOT_EMCUTE);
        emcute.gatewaySays("09 0A 00 09 00 03 61 2F 62")
                .gatewaySays("02 18")
                .silence()
                .is(DeviceState.ACTIVE);
    }

    @Test
    void emcuteTakesAWildcardForARefusal() {
        Script emcute = connected(Profiles.RIOT_EMCUTE);
        emcute.device.subscribe(new Subscription(Topic.named("a/#"), 1), emcute.now());
        emcute.deviceSays("08 12 20 mm mm 61 2F 23").gatewaySays("08 13 20 00 00 mm mm 00");
        emcute.happened("not subscribed a/#");
    }

    @Test
    void emcutePingsByTheClockAndDoesNotMissThePong() {
        Script emcute = connected(Profiles.RIOT_EMCUTE);
        emcute.after(40);
        emcute.device.publish(message(1, 0), emcute.now());
        emcute.deviceSays("09 0C 02 74 74 00 00 68 69").after(20).deviceSays("02 16");
        emcute.after(59).silence().after(1).deviceSays("02 16").is(DeviceState.ACTIVE);
    }

    @Test
    void asymcutePingsAfterThreeQuartersAndGoesWithoutPong() {
        Script asymcute = connected(Profiles.RIOT_ASYMCUTE);
        asymcute.after(45).deviceSays("02 16");
        asymcute.after(30).deviceSays("02 16").deviceSays("02 16").deviceSays("02 16");
        asymcute.after(10).is(DeviceState.LOST).after(600).silence();
    }

    @Test
    void asymcuteHasSeveralRequestsOnTheWay() {
        Script asymcute = connected(Profiles.RIOT_ASYMCUTE);
        for (int number = 1; number <= 5; number++) {
            asymcute.device.publish(message(number, 1), asymcute.now());
        }
        for (int number = 1; number <= 4; number++) {
            asymcute.deviceSays("09 0C 22 74 74 mm mm 68 69");
        }
        asymcute.silence().gatewaySays("07 0D 74 74 mm mm 00").deviceSays("09 0C 22 74 74 .. .. 68 69");
    }

    @Test
    void asymcuteGoesWithADisconnectAndForgetsItsMessages() {
        Script asymcute = connected(Profiles.RIOT_ASYMCUTE);
        asymcute.device.publish(message(1, 1), asymcute.now());
        asymcute.gatewaySays("02 18")
                .is(DeviceState.LOST)
                .happened("abandoned 1")
                .after(600);
        asymcute.is(DeviceState.LOST);
    }

    @Test
    void zephyrSendsConnectOnce() {
        Script zephyr = new Script(DeviceSetup.of("dev1", Profiles.ZEPHYR));
        zephyr.device.start(0);
        zephyr.deviceSays(CONNECT).after(3600).silence().is(DeviceState.CONNECTING);
    }

    @Test
    void zephyrTakesTheConsentToSleepForADismissal() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.device.sleep(120, zephyr.now());
        zephyr.deviceSays("04 18 00 78").is(DeviceState.ASLEEP).gatewaySays("02 18");
        zephyr.is(DeviceState.LOST);
        zephyr.device.wake(zephyr.now());
        zephyr.silence();
    }

    @Test
    void zephyrTakesEveryPubackForASuccess() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.device.publish(message(1, 1), zephyr.now());
        zephyr.deviceSays("09 0C 22 74 74 mm mm 68 69").gatewaySays("07 0D 74 74 mm mm 02");
        zephyr.happened("abandoned 1").after(30).silence();
    }

    @Test
    void zephyrSubscribesRegistersAndPublishesAtOnce() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.device.subscribe(new Subscription(Topic.named("a/#"), 1), zephyr.now());
        zephyr.device.register("x", zephyr.now());
        zephyr.device.publish(message(1, 1), zephyr.now());
        zephyr.deviceSays("08 12 20 mm mm 61 2F 23").deviceSays("07 0A 00 00 mm mm 78");
        zephyr.deviceSays("09 0C 22 74 74 mm mm 68 69").silence();
    }

    @Test
    void zephyrRepeatsThePublishInsteadOfThePubrel() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.device.publish(message(1, 2), zephyr.now());
        zephyr.deviceSays("09 0C 42 74 74 mm mm 68 69").gatewaySays("04 0F mm mm");
        zephyr.deviceSaysAgain("04 10 mm mm").after(10).deviceSaysAgain("09 0C C2 74 74 mm mm 68 69");
    }

    @Test
    void zephyrGivesUpAfterThreeTransmissions() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.device.publish(message(1, 1), zephyr.now());
        zephyr.deviceSays("09 0C 22 74 74 mm mm 68 69");
        zephyr.after(10).deviceSaysAgain("09 0C A2 74 74 mm mm 68 69");
        zephyr.after(10).deviceSaysAgain("09 0C A2 74 74 mm mm 68 69");
        zephyr.after(10).silence().is(DeviceState.LOST).happened("abandoned 1");
    }

    @Test
    void zephyrHandsQos2ToTheApplicationTwice() {
        Script zephyr = connected(Profiles.ZEPHYR);
        zephyr.gatewaySays("09 0C 42 74 74 00 07 68 69").gatewaySays("09 0C C2 74 74 00 07 68 69");
        zephyr.happened("delivered tt hi").happened("delivered tt hi");
    }

    @Test
    void pahoWakesWithoutItsId() {
        Script paho = connected(Profiles.PAHO_EMBEDDED);
        paho.device.sleep(120, paho.now());
        paho.deviceSays("04 18 00 78").gatewaySays("02 18");
        paho.device.wake(paho.now());
        paho.deviceSays("02 16").gatewaySays("02 17").is(DeviceState.ASLEEP);
    }

    @Test
    void pahoKnowsNoPubrec() {
        Script paho = connected(Profiles.PAHO_EMBEDDED);
        paho.gatewaySays("09 0C 42 74 74 00 07 68 69").silence().happened("delivered tt hi");
    }

    @Test
    void pahoConnectsAgainByItself() {
        Script paho = connected(Profiles.PAHO_EMBEDDED);
        paho.gatewaySays("02 18").after(1).deviceSays(CONNECT);
    }

    @Test
    void toolsNumberQos0AndDoNotWaitForPuback() {
        Script tools = connected(Profiles.MQTT_SN_TOOLS);
        tools.device.publish(message(1, 0), tools.now());
        tools.device.publish(message(2, 1), tools.now());
        tools.deviceSays("09 0C 02 74 74 mm mm 68 69").deviceSays("09 0C 22 74 74 mm mm 68 69");
        tools.after(59).silence();
    }

    @Test
    void toolsExitWithoutAnAnswerAndAreStartedAnew() {
        Script tools = new Script(DeviceSetup.of("dev1", Profiles.MQTT_SN_TOOLS));
        tools.device.start(0);
        tools.deviceSays(CONNECT).after(10).is(DeviceState.LOST).after(1).deviceSays(CONNECT);
    }

    @Test
    void toolsGiveUpWhenTheyHearNothingForOneAndAHalfKeepAlivePeriods() {
        Script tools = connected(Profiles.MQTT_SN_TOOLS);
        tools.after(60).deviceSays("02 16").after(30).is(DeviceState.LOST);
    }
}
