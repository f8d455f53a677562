package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.Test;

/** What happens to many clients at the same moment is told to them one after the other. */
class StormScriptsTest extends Script {
    private static final int CLIENTS = 50;

    @Test
    @Requirement("SN12-147")
    void tellsManyClientsAtABoundedRateThatTheServerIsAway() {
        broker.acceptsEverything();
        for (int client = 0; client < CLIENTS; client++) {
            at("A" + client).says(connect("dev" + client).keepAlive(600));
            at("A" + client).hears(connack(0));
        }
        for (int client = 0; client < CLIENTS; client++) {
            brokerSays("dev" + client, interrupted());
        }
        after(seconds(60));
        heardFarewell(0, 20);
        after(millis(50));
        heardFarewell(20, 40);
        brokerSays("dev49", resumed());
        after(millis(50));
        heardFarewell(40, 49);
        at("A49").hearsNothing();
        at("A49").says(pingreq());
        at("A49").hears(pingresp());
    }

    private void heardFarewell(int from, int to) {
        for (int client = 0; client < CLIENTS; client++) {
            if (client >= from && client < to) {
                at("A" + client).hears(disconnect());
                brokerHears("dev" + client, farewell());
            }
            at("A" + client).hearsNothing();
        }
    }
}
