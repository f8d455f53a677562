package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What happens to many clients at the same moment is told to them one after the other. */
class StormScriptsTest extends Script {
    private static final int CLIENTS = 50;

    private final Set<Integer> told = new HashSet<>();

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
        hearFarewell(20);
        after(millis(50));
        hearFarewell(20);
        brokerSays("dev49", resumed());
        after(millis(50));
        // The others of them that have connections of their own are still cut off.
        int left = mode == Mode.SHARED ? 10 : 1;
        hearFarewell(10 - left);
        require(told.size() == CLIENTS - left, "who is connected again is not told");
        at("A49").says(pingreq());
        at("A49").hears(pingresp());
    }

    /** Of those that were not told before, so many are now. */
    private void hearFarewell(int clients) {
        int before = told.size();
        for (int client = 0; client < CLIENTS; client++) {
            Packet heard = link.poll(new At("A" + client));
            if (heard != null) {
                require(heard.equals(disconnect()) && told.add(client), "one DISCONNECT, not " + heard);
                brokerHears("dev" + client, farewell());
            }
        }
        require(told.size() == before + clients, (told.size() - before) + " were told, not " + clients);
    }
}
