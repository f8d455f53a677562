package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.Test;

/** How clients leave, and how the gateway does (1.2 section 6.12, I-17, I-26 to I-28). */
class DisconnectScriptsTest extends Script {
    @Test
    @Requirement({"SN12-056", "SN12-144", "SN12-145"})
    void answersAFarewellAndKnowsTheClientNoMore() {
        connectedClean();
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
        require(loop.timers() == 0, "no timer should be left over");
        clientSays(publish(1, 0, "x"));
        clientHears(disconnect());
    }

    @Test
    @Requirement("SN12-168")
    void takesADurationOfZeroForAFarewell() {
        connectedClean();
        clientSays(sleep(0));
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @Test
    @Requirement("SN12-146")
    void answersARepeatedFarewellFor40Seconds() {
        connectedClean();
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        after(seconds(10));
        clientSays(disconnect());
        clientHears(disconnect());
        after(seconds(10));
        clientSays(disconnect());
        clientHears(disconnect());
        after(millis(19_999));
        clientSays(disconnect());
        clientHears(disconnect());
        after(millis(2));
        clientSays(disconnect());
        clientHearsNothing();
    }

    @Test
    @Requirement({"SN12-059", "SN12-146"})
    void isSilentWhenOneThatJustLeftWantsToSleep() {
        connectedClean();
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(sleep(60));
        clientHearsNothing();
    }

    @Test
    @Requirement("SN12-146")
    void ignoresAFarewellOfOneThatWasLost() {
        connectedClean();
        after(seconds(90));
        brokerHears(farewell());
        clientSays(disconnect());
        clientHearsNothing();
    }

    @Test
    @Requirement({"SN12-093", "SN12-136"})
    void keepsTopicsAndSubscriptionsOfALastingSession() {
        connectedLasting();
        int id = subscribed("a", 1);
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        after(seconds(6 * 24 * 3600));
        clientSays(connect(DEV1));
        clientHears(connack(0));
        brokerSays(delivery(1, "a", "x", 1));
        clientHears(register(id, 1, "a"));
        clientSays(regack(id, 1, 0));
        clientHears(publish(id, 2, "x").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(1));
    }

    @Test
    @Requirement("SN12-093")
    void forgetsALastingSessionWhenItsTimeIsOver() {
        connectedLasting();
        registered("a");
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        after(seconds(7 * 24 * 3600));
        require(gateway().sessions() == 0, "nothing should be left of the session");
        require(loop.timers() == 0, "no timer should be left over");
    }

    @Test
    @Requirement("SN12-093")
    void forgetsALastingSessionWhenItsClientConnectsClean() {
        connectedLasting();
        int id = registered("a");
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        clientSays(connect(DEV1).clean());
        clientHears(connack(0));
        clientSays(publish(id, 1, "x").qos(1));
        clientHears(puback(id, 1, 2));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "nothing should be left of the session");
    }

    @Test
    @Requirement("SN12-147")
    void tellsActiveClientsButNotSleepingOnesThatTheGatewayLeaves() throws InterruptedException {
        broker.acceptsEverything();
        at("A").says(connect(DEV1).clean());
        at("A").hears(connack(0));
        at("B").says(connect("dev2"));
        at("B").hears(connack(0));
        at("B").says(sleep(100));
        at("B").hears(disconnect());
        gateway();
        closing();
        at("A").hears(disconnect());
        at("B").hearsNothing();
        brokerHearsAnything();
    }

    @Test
    @Requirement({"SN12-147", "SN12-081"})
    void tellsAConnectingClientThatTheGatewayLeaves() throws InterruptedException {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        closing();
        clientHears(connack(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement({"SN12-057", "SN12-002"})
    void keepsTwoSessionsApart() {
        broker.acceptsEverything();
        at("A").says(connect(DEV1).clean());
        at("A").hears(connack(0));
        at("B").says(connect("dev2").clean());
        at("B").hears(connack(0));
        at("A").says(disconnect());
        at("A").hears(disconnect());
        brokerHears("dev1", farewell());
        at("B").says(pingreq());
        at("B").hears(pingresp());
        require(gateway().sessions() == 1, "dev2 should be left");
    }
}
