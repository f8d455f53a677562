package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.session.SessionSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that sleep (1.2 section 6.14, I-10, I-15, I-20 to I-29). */
class SleepScriptsTest extends Script {
    // ---- falling asleep, and being lost ----

    @Test
    @Requirement({"SN12-149", "SN12-150", "SN12-056"})
    void keepsEverythingForASleepingClient() {
        int id = asleep(100, 2);
        brokerSays(delivery(0, "a", "zero", 0));
        brokerSays(delivery(1, "a", "one", 1));
        brokerSays(delivery(2, "a", "two", 2));
        after(seconds(99));
        clientHearsNothing();
        brokerHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 0, "zero"), publish(id, 1, "one").qos(1));
        clientHearsNothing();
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 2, "two").qos(2));
        clientSays(pubrec(2));
        brokerHears(receipt(2));
        clientHears(pubrel(2));
        clientHearsNothing();
        clientSays(pubcomp(2));
        clientHears(pingresp());
    }

    @ParameterizedTest
    @CsvSource({"2, 3000", "60, 90000", "61, 67100", "65535, 72088500"})
    @Requirement({"SN12-152", "SN12-151", "SN12-174"})
    void losesAClientThatSleepsTooLong(int duration, long patienceMillis) {
        connectedWithWill();
        clientSays(sleep(duration));
        clientHears(disconnect());
        after(millis(patienceMillis - 1));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastWords(will("w", "gone")));
        clientHearsNothing();
        require(gateway().sessions() == 0, "nothing should be left of the session");
        require(loop.timers() == 0, "no timer should be left over");
        clientSays(pingreq(DEV1));
        clientHears(disconnect());
    }

    @Test
    @Requirement("SN12-156")
    void turnsAwayALostClientWithALastingSession() {
        connectedLasting();
        clientSays(sleep(10));
        clientHears(disconnect());
        after(seconds(15));
        brokerHears(farewell());
        clientSays(pingreq(DEV1));
        clientHears(disconnect());
        at("B").says(pingreq(DEV1));
        at("B").hears(disconnect());
    }

    @Test
    @Requirement("SN12-151")
    void doesNotSuperviseTheKeepAliveOfASleepingClient() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(2));
        clientHears(connack(0));
        clientSays(sleep(10));
        clientHears(disconnect());
        after(millis(14_999));
        brokerHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-167")
    void takesANewSleepTimeWhileAsleep() {
        asleep(10, 0);
        clientSays(sleep(2));
        clientHears(disconnect());
        after(millis(2_999));
        brokerHearsNothing();
        clientSays(sleep(100));
        clientHears(disconnect());
        after(millis(109_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement({"SN12-149", "SN12-167"})
    void answersARepeatedWishToSleep() {
        int id = asleep(10, 0);
        brokerSays(delivery(0, "a", "x", 0));
        clientSays(sleep(10));
        clientHears(disconnect());
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 0, "x"), pingresp());
    }

    @Test
    @Requirement("SN12-166")
    void letsASleepingClientLeave() {
        asleep(10, 0);
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(disconnect());
        clientHears(disconnect());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @Test
    @Requirement({"SN12-166", "SN12-168"})
    void letsAnAwakeClientLeave() {
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(sleep(0));
        clientHears(disconnect());
        brokerHears(farewell());
    }

    // ---- waking elsewhere ----

    @Test
    @Requirement("SN12-156")
    void staysWhereItIsOnALinkThatRebindsNobody() {
        rules = rules.withoutRebinding();
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        at("B").says(pingreq(DEV1));
        at("B").hears(disconnect());
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        at("B").says(pingreq(DEV1));
        at("B").hearsNothing(); // told a moment ago
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(pingresp());
        at("B").says(connect(DEV1).clean());
        clientHears(disconnect());
        brokerHears(farewell());
        at("B").hears(connack(0));
    }

    // ---- waking ----

    @Test
    @Requirement({"SN12-154", "SN12-054", "SN12-055"})
    void answersAPingAtOnceWhenNothingWaits() {
        asleep(10, 0);
        for (int i = 0; i < 5; i++) {
            after(seconds(14));
            clientSays(pingreq(DEV1));
            clientHears(pingresp());
        }
    }

    @Test
    @Requirement("SN12-155")
    void startsTheSleepTimeAnewAfterEachCycle() {
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        after(seconds(14));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        after(seconds(9));
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(pingresp());
        brokerSays(delivery(0, "a", "y", 0));
        clientHearsNothing();
        after(millis(14_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement({"SN12-153", "SN12-163"})
    void sendsTenMessagesInOrderAndPingrespLast() {
        int id = asleep(10, 1);
        for (int i = 1; i <= 10; i++) {
            brokerSays(delivery(i, "a", "m" + i, 1));
        }
        clientSays(pingreq(DEV1));
        for (int i = 1; i <= 10; i++) {
            clientHears(publish(id, i, "m" + i).qos(1));
            clientHearsNothing();
            clientSays(puback(id, i, 0));
            brokerHears(acknowledgement(i));
        }
        clientHears(pingresp());
    }

    @Test
    @Requirement({"SN12-153", "SN12-163"})
    void addsWhatArrivesDuringTheCycle() {
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        brokerSays(delivery(0, "a", "y", 0));
        clientHearsNothing();
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 0, "y"), pingresp());
    }

    @Test
    @Requirement({"SN12-163", "SN12-102"})
    void registersDuringTheCycle() {
        connectedClean();
        clientSays(subscribe(5, "#").qos(1));
        clientHears(suback(1, 0, 5, 0));
        clientSays(sleep(10));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(pingreq(DEV1));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 2, "x").qos(1));
        clientSays(puback(1, 2, 0));
        brokerHears(acknowledgement(1));
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-159")
    void wakesAClientThatPingsWithoutItsName() {
        int id = asleep(10, 0);
        brokerSays(delivery(0, "a", "x", 0));
        clientSays(pingreq());
        clientHears(publish(id, 0, "x"), pingresp());
    }

    @Test
    @Requirement("SN12-157")
    void followsASleepingClientToItsNewAddress() {
        int id = asleep(10, 0);
        brokerSays(delivery(0, "a", "x", 0));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(id, 0, "x"), pingresp());
        at("A").hearsNothing();
        at("B").says(pingreq());
        at("B").hears(pingresp());
        at("A").says(pingreq());
        at("A").hears(disconnect());
    }

    @Test
    @Requirement("SN12-157")
    void followsAnAwakeClientToItsNewAddress() {
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        at("A").says(pingreq(DEV1));
        at("A").hears(publish(id, 1, "x").qos(1));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(id, 1, "x").qos(1).dup());
        at("B").says(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        at("B").hears(pingresp());
    }

    @Test
    @Requirement("SN12-160")
    void repeatsOnlyWhatIsInFlightWhenThePingIsRepeated() {
        int id = asleep(10, 1);
        brokerSays(delivery(0, "a", "zero", 0));
        brokerSays(delivery(1, "a", "one", 1));
        brokerSays(delivery(2, "a", "two", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 0, "zero"), publish(id, 1, "one").qos(1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1).dup());
        clientSays(pingreq());
        clientHears(publish(id, 1, "one").qos(1).dup());
        clientHearsNothing();
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 2, "two").qos(1));
        clientSays(puback(id, 2, 0), puback(id, 1, 0));
        brokerHears(acknowledgement(2));
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-161")
    void keepsTheMessageOfAnAwakeClientThatDoesNotAnswer() {
        int id = asleep(100, 1);
        brokerSays(delivery(1, "a", "one", 1));
        brokerSays(delivery(2, "a", "two", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(publish(id, 1, "one").qos(1).dup());
        }
        after(seconds(10));
        clientHearsNothing();
        after(seconds(20));
        clientHearsNothing();
        brokerHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1).dup());
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHears(publish(id, 2, "two").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(2));
        clientHears(pingresp());
    }

    @Test
    @Requirement({"SN12-161", "SN12-171"})
    void keepsTheMessageOfAnAwakeClientThatFallsSilentOverARegistration() {
        connectedClean();
        clientSays(subscribe(5, "#").qos(1));
        clientHears(suback(1, 0, 5, 0));
        brokerSays(delivery(0, "first", "x", 0));
        clientHears(register(1, 1, "first"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "x"));
        clientSays(sleep(100));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(pingreq(DEV1));
        clientHears(register(2, 2, "a"));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(register(2, 2, "a"));
        }
        after(seconds(20));
        brokerHearsNothing();
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(register(2, 2, "a"));
        clientSays(regack(2, 2, 0));
        clientHears(publish(2, 3, "x").qos(1));
    }

    @Test
    @Requirement({"SN12-161", "SN12-152"})
    void countsTheSleepTimeOfASilentAwakeClientFromItsPing() {
        int id = asleep(100, 1);
        brokerSays(delivery(1, "a", "one", 1));
        after(seconds(50));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(publish(id, 1, "one").qos(1).dup());
        }
        after(millis(79_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-162")
    void endsACycleAfter100Messages() {
        settings = queueOf(1000);
        int id = asleep(100, 0);
        for (int i = 0; i < 150; i++) {
            brokerSays(delivery(0, "a", "m" + i, 0));
        }
        clientSays(pingreq(DEV1));
        for (int i = 0; i < 100; i++) {
            clientHears(publish(id, 0, "m" + i));
        }
        clientHears(pingresp());
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        for (int i = 100; i < 150; i++) {
            clientHears(publish(id, 0, "m" + i));
        }
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-162")
    void endsACycleAfter30SecondsWithTheMessageInFlight() {
        int id = asleep(100, 1);
        for (int i = 1; i <= 5; i++) {
            brokerSays(delivery(i, "a", "m" + i, 1));
        }
        clientSays(pingreq(DEV1));
        for (int i = 1; i <= 3; i++) {
            clientHears(publish(id, i, "m" + i).qos(1));
            after(seconds(9));
            clientSays(puback(id, i, 0));
            brokerHears(acknowledgement(i));
        }
        clientHears(publish(id, 4, "m4").qos(1));
        after(seconds(9));
        clientHearsNothing();
        clientSays(puback(id, 4, 0));
        brokerHears(acknowledgement(4));
        clientHears(pingresp());
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 5, "m5").qos(1));
    }

    @Test
    @Requirement({"SN12-132", "SN12-154"})
    void answersAPingAtOnceWhileTheClientIsCongested() {
        int id = asleep(100, 1);
        brokerSays(delivery(1, "a", "one", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1));
        clientSays(puback(id, 1, 1));
        clientHears(pingresp());
        after(seconds(100));
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
        after(seconds(100));
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
        after(seconds(109));
        clientHearsNothing();
        brokerHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(pingresp());
        after(seconds(1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 2, "one").qos(1));
    }

    @Test
    @Requirement("SN12-167")
    void endsTheCycleWhenTheClientWantsToSleepAgain() {
        int id = asleep(100, 1);
        brokerSays(delivery(1, "a", "one", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1));
        clientSays(sleep(50));
        clientHears(disconnect());
        after(seconds(50));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "one").qos(1).dup());
    }

    // ---- requests of a sleeping client (I-24) ----

    @Test
    @Requirement("SN12-169")
    void servesASleepingClientWithoutWakingIt() {
        int id = asleep(10, 1);
        brokerSays(delivery(1, "a", "x", 1));
        after(seconds(14));
        clientSays(publish(id, 5, "up").qos(1));
        brokerHears(message("a", "up", 1));
        clientHears(puback(id, 5, 0));
        after(seconds(14));
        clientSays(register(0, 6, "b"), subscribe(7, "c"), unsubscribe(8, "c"), willTopicUpd("w"));
        clientHears(regack(id + 1, 6, 0), suback(0, id + 2, 7, 0), unsuback(8), willTopicResp(0));
        after(seconds(14));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
    }

    // ---- connecting again (I-15) ----

    @Test
    @Requirement({"SN12-164", "SN12-136"})
    void deliversEverythingWhenALastingClientConnectsAgain() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(10));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(connect(DEV1).keepAlive(5));
        clientHears(connack(0), register(id, 1, "a"));
        clientSays(regack(id, 1, 0));
        clientHears(publish(id, 2, "x").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(1));
        after(seconds(10000));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-164")
    void connectsAnAwakeClientInTheMiddleOfItsCycle() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(10));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
        clientSays(connect(DEV1));
        clientHears(connack(0), register(id, 2, "a"));
        clientSays(regack(id, 2, 0));
        clientHears(publish(id, 1, "x").qos(1).dup());
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-165")
    void forgetsEverythingWhenASleepingClientConnectsClean() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(10));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        clientHears(connack(0));
        clientSays(publish(id, 1, "y").qos(1));
        clientHears(puback(id, 1, 2));
    }

    /** {@code wake-connect-keeps-session}: for fleets that set CleanSession always. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void onlyWakesASleepingClientThatConnectsCleanWhereThatIsSet(boolean lasting) {
        settings = settings.keepingSessionsAtWakeConnect();
        broker.acceptsEverything();
        Packet again = connect(DEV1).clean();
        clientSays(lasting ? connect(DEV1) : again);
        clientHears(connack(0));
        int id = subscribed("a", 1);
        int other = registered("b");
        for (int round = 0; round < 2; round++) {
            clientSays(sleep(10));
            clientHears(disconnect());
            brokerSays(delivery(1, "a", "x", 1));
            clientSays(again);
            clientHears(connack(0));
            int msgId = at("A").hearsAny().twoAt(4);
            clientSays(regack(id, msgId, 0));
            Packet heard = at("A").hearsAny();
            require(heard.equals(publish(id, heard.twoAt(5), "x").qos(1)), "what waited, not " + heard);
            clientSays(puback(id, heard.twoAt(5), 0));
            brokerHears(acknowledgement(1));
            clientSays(publish(other, 0, "y"));
            brokerHears(message("b", "y", 0));
        }
        clientSays(again);
        brokerHears(farewell());
        clientHears(connack(0));
        clientSays(publish(other, 1, "y").qos(1));
        clientHears(puback(other, 1, 2));
    }

    @Test
    void takesTheWillOfAConnectThatOnlyWakes() {
        settings = settings.keepingSessionsAtWakeConnect();
        connectedLasting();
        subscribed("a", 1);
        clientSays(sleep(10));
        clientHears(disconnect());
        broker.acceptsNothing();
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        brokerHears(farewell());
        brokerHears(lastingConnection(will("w", "gone")));
        brokerSays(resumed());
        clientHears(connack(0));
    }

    @Test
    @Requirement({"SN12-164", "SN12-085"})
    void isAsleepAgainWhenAConnectIsNotFinished() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(100));
        clientHears(disconnect());
        clientSays(connect(DEV1).will());
        clientHears(willTopicReq());
        after(seconds(40));
        brokerSays(delivery(1, "a", "x", 1));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(publish(id, 1, "x").qos(1));
    }

    // ---- addresses ----

    @Test
    @Requirement("SN12-152")
    void survivesTheLossOfItsAddressWhileAwake() {
        int id = asleep(100, 1);
        brokerSays(delivery(1, "a", "x", 1));
        at("A").says(pingreq(DEV1));
        at("A").hears(publish(id, 1, "x").qos(1));
        at("A").says(connect("dev2").clean().keepAlive(0));
        at("A").hears(connack(0));
        after(seconds(60));
        at("A").hearsNothing();
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(id, 1, "x").qos(1).dup());
        at("B").says(puback(id, 1, 0));
        brokerHears(acknowledgement(1));
        at("B").hears(pingresp());
    }

    @Test
    @Requirement("SN12-157")
    void givesASleepingClientTheAddressOfAnother() {
        int id = asleep(100, 0);
        at("B").says(connect("dev2").clean());
        at("B").hears(connack(0));
        brokerSays(delivery(0, "a", "x", 0));
        at("B").says(pingreq(DEV1));
        at("B").hears(publish(id, 0, "x"), pingresp());
        at("C").says(connect("dev2").clean());
        brokerHears("dev2", farewell());
        at("C").hears(connack(0));
        at("B").hearsNothing();
    }

    @Test
    @Requirement({"SN12-164", "SN12-088"})
    void followsASleepingClientThatConnectsFromElsewhere() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(sleep(100));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "x", 1));
        at("B").says(connect(DEV1));
        at("B").hears(connack(0), register(id, 1, "a"));
        link.poll(new At("A"));
        at("B").says(regack(id, 1, 0));
        at("B").hears(publish(id, 2, "x").qos(1));
        at("A").says(puback(id, 2, 0));
        brokerHearsNothing();
        at("B").says(puback(id, 2, 0));
        brokerHears(acknowledgement(1));
    }

    @Test
    @Requirement({"SN12-156", "SN12-147"})
    void tellsASleepingClientWhenItWakesThatTheBrokerEndedItsSession() {
        asleep(100, 1);
        brokerSays(ended(dev.dormouse.uplink.ReasonCode.SESSION_TAKEN_OVER));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(disconnect());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    // ---- too much (I-29) ----

    @Test
    @Requirement("SN12-170")
    void keepsNoMoreThanSoManyOctets() {
        int id = asleep(100, 0);
        String large = "x".repeat(1000);
        for (int i = 0; i < 90; i++) {
            brokerSays(delivery(0, "a", large + large + large, 0));
        }
        clientSays(pingreq(DEV1));
        int sent = 0;
        while (link.poll(new At("A")) != null) {
            sent++;
        }
        // None of them fits into a datagram, so that PINGRESP alone was sent.
        require(sent == 1 && id > 0, "PINGRESP");
        long dropped = counters.nonZero().getOrDefault("dropped: queue full", 0L);
        require(dropped == 90 - 256 * 1024 / 3001, "two or three should have been too many, not " + dropped);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    @Requirement("SN12-170")
    void dropsTheOldestQos0FirstAndThenAsItSays(int lastQos) {
        settings = queueOf(3);
        int id = asleep(100, 2);
        brokerSays(delivery(1, "a", "m1", 1));
        brokerSays(delivery(0, "a", "m2", 0));
        brokerSays(delivery(0, "a", "m3", 0));
        brokerSays(delivery(4, "a", "m4", 1));
        brokerHearsNothing();
        brokerSays(delivery(5, "a", "m5", 2));
        brokerHearsNothing();
        brokerSays(delivery(lastQos * 6, "a", "m6", lastQos));
        if (lastQos == 1) {
            brokerHears(acknowledgement(1));
        }
        clientSays(pingreq(DEV1));
        int msgId = 1;
        if (lastQos == 0) {
            clientHears(publish(id, msgId, "m1").qos(1));
            clientSays(puback(id, msgId++, 0));
            brokerHears(acknowledgement(1));
        }
        clientHears(publish(id, msgId, "m4").qos(1));
        clientSays(puback(id, msgId++, 0));
        brokerHears(acknowledgement(4));
        clientHears(publish(id, msgId, "m5").qos(2));
        clientSays(pubrec(msgId));
        brokerHears(receipt(5));
        clientHears(pubrel(msgId));
        clientSays(pubcomp(msgId++));
        if (lastQos == 1) {
            clientHears(publish(id, msgId, "m6").qos(1));
            clientSays(puback(id, msgId, 0));
            brokerHears(acknowledgement(6));
        }
        clientHears(pingresp());
    }

    static SessionSettings queueOf(int messages) {
        SessionSettings d = SessionSettings.defaults();
        return new SessionSettings(
                d.retryInterval(),
                d.retryCount(),
                d.congestionWait(),
                d.connectTimeout(),
                d.upstreamLostAfter(),
                d.idleLimit(),
                d.sessionExpiry(),
                d.topicsPerClient(),
                d.requestsPerClient(),
                d.subscriptionsPerClient(),
                messages,
                d.queueOctets());
    }

    /** dev1 has subscribed to "a" and sleeps; returns the topic id. */
    private int asleep(int duration, int qos) {
        connectedClean();
        int id = subscribed("a", qos);
        clientSays(sleep(duration));
        clientHears(disconnect());
        return id;
    }

    private void connectedWithWill() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().will());
        clientHears(willTopicReq());
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
    }
}
