package dev.dormouse.sim.device;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.profile.Profiles;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every device does: the strict one, dialogue by dialogue. */
class DeviceScriptsTest {
    private static final String CONNECT = "0A 04 04 01 00 3C 64 65 76 31";
    private static final Bytes HI = Bytes.ofUtf8("hi");
    private static final Topic AB = Topic.named("a/b");

    private final Script script = new Script(DeviceSetup.of("dev1", Profiles.STRICT));
    private final Device device = script.device;

    @Test
    void connectsAndRepeatsConnectAtGrowingIntervals() {
        device.start(0);
        script.deviceSays(CONNECT).silence().is(DeviceState.CONNECTING);
        script.after(Duration.ofMillis(9_999)).silence();
        script.after(Duration.ofMillis(1)).deviceSays(CONNECT).silence();
        script.after(15).deviceSays(CONNECT).silence();
        script.gatewaySays("03 05 00").is(DeviceState.ACTIVE).silence();
    }

    @Test
    void regardsItselfAsLostAfterAllRepetitionsAndConnectsAgain() {
        device.start(0);
        script.after(10 + 15 + 22 + 33);
        script.deviceSays(CONNECT).deviceSays(CONNECT).deviceSays(CONNECT).deviceSays(CONNECT);
        script.silence().after(2).is(DeviceState.LOST).after(2).is(DeviceState.CONNECTING);
        script.deviceSays(CONNECT);
    }

    @Test
    void repeatsEachStepOfTheWillDialogue() {
        Will will = new Will("w/s", 1, false, Bytes.ofUtf8("off"));
        Script dialogue = new Script(
                new DeviceSetup(Bytes.ofUtf8("dev1"), Profiles.STRICT, 60, true, will, false, List.of(), List.of()));
        dialogue.device.start(0);
        dialogue.deviceSays("0A 04 0C 01 00 3C 64 65 76 31").gatewaySays("02 06");
        dialogue.deviceSays("06 07 20 77 2F 73").after(10).deviceSays("06 07 20 77 2F 73");
        dialogue.gatewaySays("02 08").deviceSays("05 09 6F 66 66").after(10).deviceSays("05 09 6F 66 66");
        dialogue.gatewaySays("03 05 00").is(DeviceState.ACTIVE);
    }

    @Test
    void registersBeforeItPublishesAndWaitsForEachAcknowledgement() {
        script.connected();
        device.publish(new Publication(1, AB, 1, false, HI), script.now());
        device.publish(new Publication(2, AB, 1, false, HI), script.now());
        script.deviceSays("09 0A 00 00 mm mm 61 2F 62").silence().gatewaySays("07 0B 00 01 mm mm 00");
        script.deviceSays("09 0C 20 00 01 mm mm 68 69").silence();
        script.after(10).deviceSaysAgain("09 0C A0 00 01 mm mm 68 69").silence();
        script.gatewaySays("07 0D 00 01 mm mm 00").happened("confirmed 1");
        script.deviceSays("09 0C 20 00 01 mm mm 68 69").gatewaySays("07 0D 00 01 mm mm 00");
        script.happened("confirmed 2").silence();
    }

    @Test
    void publishesWithQos2InFourSteps() {
        script.connected();
        device.publish(new Publication(1, Topic.shortName("tt"), 2, false, HI), script.now());
        script.deviceSays("09 0C 42 74 74 mm mm 68 69").gatewaySays("04 0F mm mm");
        script.deviceSaysAgain("04 10 mm mm").after(10).deviceSaysAgain("04 10 mm mm");
        script.gatewaySays("04 0E mm mm").happened("confirmed 1").silence();
    }

    @Test
    void publishesWithQosMinus1InAnyState() {
        device.startSilently(0);
        device.publish(new Publication(1, Topic.shortName("tt"), -1, false, Bytes.ofUtf8("Hello World")), 0);
        script.deviceSays("12 0C 62 74 74 00 00 48 65 6C 6C 6F 20 57 6F 72 6C 64");
        device.publish(new Publication(2, Topic.predefined(1, "x"), -1, false, Bytes.ofUtf8("21.5")), 0);
        script.deviceSays("0B 0C 61 00 01 00 00 32 31 2E 35").after(600).silence();
        assertThrows(IllegalArgumentException.class, () -> device.publish(new Publication(3, AB, -1, false, HI), 0));
    }

    @Test
    void registersAgainWhenTheGatewayDoesNotKnowTheId() {
        script.connected();
        device.publish(new Publication(1, AB, 1, false, HI), script.now());
        script.deviceSays("09 0A 00 00 mm mm 61 2F 62").gatewaySays("07 0B 00 01 mm mm 00");
        script.deviceSays("09 0C 20 00 01 mm mm 68 69").gatewaySays("07 0D 00 01 mm mm 02");
        script.deviceSays("09 0A 00 00 mm mm 61 2F 62").gatewaySays("07 0B 00 05 mm mm 00");
        script.deviceSays("09 0C 20 00 05 mm mm 68 69").gatewaySays("07 0D 00 05 mm mm 00");
        script.happened("confirmed 1");
    }

    @Test
    void isSilentForAWhileAfterCongestion() {
        script.connected();
        device.publish(new Publication(1, Topic.shortName("tt"), 1, false, HI), script.now());
        script.deviceSays("09 0C 22 74 74 mm mm 68 69").gatewaySays("07 0D 74 74 mm mm 01");
        for (int minute = 0; minute < 5; minute++) {
            script.after(54).deviceSays("02 16").gatewaySays("02 17");
        }
        script.silence().after(39).silence().after(1).deviceSays("09 0C A2 74 74 .. .. 68 69");
    }

    @Test
    void continuesAMessageInTheNextConnectionOfItsSession() {
        Script persistent = new Script(
                new DeviceSetup(Bytes.ofUtf8("dev1"), Profiles.STRICT, 0, false, null, false, List.of(), List.of()));
        persistent.connected();
        persistent.device.publish(new Publication(1, Topic.shortName("tt"), 2, false, HI), persistent.now());
        persistent.deviceSays("09 0C 42 74 74 mm mm 68 69").gatewaySays("04 0F mm mm");
        persistent.deviceSaysAgain("04 10 mm mm").gatewaySays("02 18").is(DeviceState.LOST);
        persistent.after(1).deviceSays("0A 04 00 01 00 00 64 65 76 31").gatewaySays("03 05 00");
        persistent.deviceSaysAgain("04 10 mm mm").gatewaySays("04 0E mm mm").happened("confirmed 1");
    }

    @Test
    void sendsAMessageAnewWhenItsSessionIsGone() {
        script.connected();
        device.publish(new Publication(1, Topic.shortName("tt"), 2, false, HI), script.now());
        script.deviceSays("09 0C 42 74 74 mm mm 68 69").gatewaySays("02 18").is(DeviceState.LOST);
        script.after(1).deviceSays(CONNECT).gatewaySays("03 05 00");
        script.deviceSays("09 0C 42 74 74 mm mm 68 69").happened("sent anew 1");
    }

    @Test
    void pingsInTimeAndIsLostWithoutPong() {
        script.connected().after(54).deviceSays("02 16").gatewaySays("02 17");
        script.after(54)
                .deviceSays("02 16")
                .after(10)
                .deviceSays("02 16")
                .after(15)
                .deviceSays("02 16");
        script.after(23).deviceSays("02 16").after(34).is(DeviceState.LOST);
    }

    @Test
    void sleepsWakesFetchesAndSleepsOn() {
        Script sleeper = new Script(new DeviceSetup(
                Bytes.ofUtf8("dev1"),
                Profiles.STRICT,
                60,
                false,
                null,
                false,
                List.of(),
                List.of(new Subscription(AB, 1))));
        sleeper.connected().deviceSays("08 12 20 mm mm 61 2F 62").gatewaySays("08 13 20 00 01 mm mm 00");
        sleeper.happened("subscribed a/b").happened("drained");
        sleeper.device.sleep(120, sleeper.now());
        sleeper.deviceSays("04 18 00 78").after(10).deviceSays("04 18 00 78").gatewaySays("02 18");
        sleeper.is(DeviceState.ASLEEP).after(110).silence();
        sleeper.device.wake(sleeper.now());
        sleeper.deviceSays("06 16 64 65 76 31").is(DeviceState.AWAKE).after(5);
        sleeper.gatewaySays("09 0C 20 00 01 00 02 68 69").deviceSays("07 0D 00 01 00 02 00");
        sleeper.happened("delivered a/b hi").after(9).silence().after(1).deviceSays("06 16 64 65 76 31");
        sleeper.gatewaySays("02 17").is(DeviceState.ASLEEP).happened("wake complete");
    }

    @Test
    void isToldAfterEachConnectThatThereIsNothingToDo() {
        device.start(0);
        script.gatewaySays("03 05 00").happened("drained");
        device.publish(new Publication(1, Topic.shortName("tt"), 1, false, HI), script.now());
        script.gatewaySays("02 18").after(1).gatewaySays("03 05 00");
        assertEquals(List.of("sent 1", "sent anew 1"), script.events);
    }

    @Test
    void whatComesUpWhileSleepIsAskedForWaitsForTheNextConnection() {
        script.connected();
        device.sleep(120, script.now());
        script.deviceSays("04 18 00 78");
        device.publish(new Publication(1, Topic.shortName("tt"), 1, false, HI), script.now());
        script.silence().gatewaySays("02 18").is(DeviceState.ASLEEP).after(60).silence();
        device.connect(script.now());
        script.deviceSays(CONNECT).gatewaySays("03 05 00");
        script.deviceSays("09 0C 22 74 74 mm mm 68 69").gatewaySays("07 0D 74 74 mm mm 00");
        script.happened("confirmed 1");
    }

    @Test
    void goesBackToSleepWithoutPongAndConnectsAfterTheSecondTime() {
        script.connected();
        device.sleep(120, script.now());
        script.deviceSays("04 18 00 78").gatewaySays("02 18");
        for (int wake = 1; wake <= 2; wake++) {
            device.wake(script.now());
            script.after(10 + 15 + 23).after(33);
            script.deviceSays("06 16 64 65 76 31").deviceSays("06 16 64 65 76 31");
            script.deviceSays("06 16 64 65 76 31")
                    .deviceSays("06 16 64 65 76 31")
                    .after(1);
            script.happened("wake incomplete");
        }
        script.after(2).deviceSays(CONNECT);
    }

    @Test
    void takesQos2Once() {
        script.connected().gatewaySays("09 0C 42 74 74 00 07 68 69").deviceSays("04 0F 00 07");
        script.happened("delivered tt hi");
        script.gatewaySays("09 0C C2 74 74 00 07 68 69").deviceSays("04 0F 00 07");
        script.gatewaySays("04 10 00 07").deviceSays("04 0E 00 07");
        assertEquals(List.of(), script.events);
        script.after(3).gatewaySays("09 0C 42 74 74 00 07 68 69").happened("delivered tt hi");
    }

    @Test
    void takesACopyThatComesRightAfterTheEndOfAQos2MessageForThatMessage() {
        script.connected().gatewaySays("09 0C 42 74 74 00 07 68 69").deviceSays("04 0F 00 07");
        script.happened("delivered tt hi").gatewaySays("04 10 00 07").deviceSays("04 0E 00 07");
        script.after(2).gatewaySays("09 0C C2 74 74 00 07 68 69").deviceSays("04 0F 00 07");
        assertEquals(List.of(), script.events);
        script.gatewaySays("09 0C 42 74 74 00 07 68 6A")
                .deviceSays("04 0F 00 07")
                .happened("delivered tt hj");
    }

    @Test
    void takesACopyForTheMessageThatIsCompleteEvenWhenOthersHaveBeenCompletedSince() {
        script.connected();
        for (int id = 1; id <= 8; id++) {
            script.gatewaySays("09 0C 42 74 74 00 0" + id + " 68 69").deviceSays("04 0F 00 0" + id);
            script.happened("delivered tt hi");
        }
        for (int id = 1; id <= 8; id++) {
            script.gatewaySays("04 10 00 0" + id).deviceSays("04 0E 00 0" + id);
        }
        for (int id = 1; id <= 8; id++) {
            script.gatewaySays("09 0C C2 74 74 00 0" + id + " 68 69").deviceSays("04 0F 00 0" + id);
        }
        assertEquals(List.of(), script.events);
    }

    @Test
    void learnsTopicsFromTheGatewayAndRefusesIdsItDoesNotKnow() {
        script.connected().gatewaySays("09 0C 00 00 09 00 00 68 69").deviceSays("07 0D 00 09 00 00 02");
        script.gatewaySays("09 0A 00 09 00 03 61 2F 62").deviceSays("07 0B 00 09 00 03 00");
        script.gatewaySays("09 0C 00 00 09 00 00 68 69").silence().happened("delivered a/b hi");
    }

    @Test
    void searchesUntilAGatewayAnswers() {
        Script lost = new Script(
                new DeviceSetup(Bytes.ofUtf8("dev1"), Profiles.STRICT, 60, true, null, true, List.of(), List.of()));
        lost.device.start(0);
        lost.silence().is(DeviceState.SEARCHING).after(5).deviceSays("03 01 00").silence();
        lost.after(5).deviceSays("03 01 00").after(10).deviceSays("03 01 00").silence();
        lost.gatewaySays("03 02 01").deviceSays(CONNECT);
    }

    @Test
    void forgetsOrKeepsItsMessagesWhenItLosesPower() {
        script.connected();
        device.publish(new Publication(1, Topic.shortName("tt"), 1, false, HI), script.now());
        device.powerOff(true, script.now());
        script.gatewaySays("02 16").is(DeviceState.OFF);
        device.start(script.now());
        script.gatewaySays("03 05 00").happened("sent anew 1");
        device.powerOff(false, script.now());
        script.happened("abandoned 1");
    }

    @Test
    void leavesProperly() {
        script.connected();
        device.disconnect(script.now());
        script.deviceSays("02 18").after(10).deviceSays("02 18").gatewaySays("02 18");
        script.is(DeviceState.DISCONNECTED).after(3600).silence();
    }

    @Test
    void changesItsWill() {
        script.connected();
        device.updateWillTopic(new Will("w/t", 1, true, HI), script.now());
        script.deviceSays("06 1A 30 77 2F 74").gatewaySays("03 1B 00");
        device.updateWillMessage(Bytes.ofUtf8("gone"), script.now());
        script.deviceSays("06 1C 67 6F 6E 65").gatewaySays("03 1D 00");
        device.updateWillTopic(null, script.now());
        script.deviceSays("02 1A").gatewaySays("03 1B 00").silence();
    }
}
