package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.ScriptBroker.ANYONE;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.Test;

/** Publishing without a connection (1.2 sections 6.8 and 7.1, I-48). */
class QosMinusOneScriptsTest extends Script {
    @Test
    @Requirement({"SN12-119", "SN12-173", "SN12-120"})
    void passesMessagesOfStrangersOnOverTheSharedConnection() {
        clientSays(publishPredefined(10, 0, "x").qos(3));
        brokerHears(ANYONE, message("pre/ten", "x", 0));
        clientSays(publishShort("ab", 0, "y").qos(3).retain());
        brokerHears(ANYONE, retained("ab", "y", 0));
        clientSays(publishPredefined(10, 77, "").qos(3).dup());
        brokerHears(ANYONE, message("pre/ten", "", 0));
        clientHearsNothing();
        require(gateway().sessions() == 0, "no session should have come of it");
    }

    @Test
    @Requirement({"SN12-120", "SN12-018"})
    void dropsEverythingElseInSilence() {
        clientSays(
                publishPredefined(99, 0, "x").qos(3),
                publish(1, 0, "x").qos(3),
                publishShort("a#", 0, "x").qos(3),
                publishShort("+/", 0, "x").qos(3),
                publishShort("a\0", 0, "x").qos(3),
                packet(0x0C, new byte[] {0x63, 0, 1, 0, 0, 'x'}));
        brokerHearsNothing();
        clientHearsNothing();
    }

    @Test
    @Requirement({"SN12-121", "SN12-120", "SN12-118"})
    void takesThemFromConnectedClientsToo() {
        broker.acceptsEverything();
        clientSays(connect("special").clean().keepAlive(10));
        clientHears(connack(0));
        registered("a");
        after(seconds(14));
        clientSays(publishPredefined(10, 0, "x").qos(3));
        brokerHears(ANYONE, message("special/ten", "x", 0));
        clientSays(publish(1, 0, "x").qos(3), publishPredefined(99, 0, "x").qos(3));
        after(seconds(14));
        clientSays(pingreq());
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-119")
    void takesThemWhileConnectingAndAsleep() {
        clientSays(connect(DEV1).clean());
        brokerHears(cleanConnection());
        clientSays(publishPredefined(10, 0, "x").qos(3));
        brokerHears(ANYONE, message("pre/ten", "x", 0));
        brokerSays(accepted());
        clientHears(connack(0));
        clientSays(sleep(10));
        clientHears(disconnect());
        after(seconds(14));
        clientSays(publishPredefined(10, 0, "y").qos(3));
        brokerHears(ANYONE, message("pre/ten", "y", 0));
        after(seconds(14));
        brokerHearsNothing();
        clientHearsNothing();
        after(seconds(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-120")
    void passesNothingOnWhereItIsSwitchedOff() {
        rules = rules.withoutQosMinusOne();
        clientSays(publishPredefined(10, 0, "x").qos(3));
        brokerHearsNothing();
        clientHearsNothing();
    }
}
