package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a mistake of the gateway itself costs: one session, which its client is told of, and nothing else. */
class MistakeScriptsTest extends Script {
    @BeforeEach
    void connectAnother() {
        broker.acceptsEverything();
        at("B").says(connect("dev2").clean());
        at("B").hears(connack(0));
    }

    @Test
    void closesASessionWhoseMessageCannotBeHandled() {
        connectedClean();
        link.failsOnce();
        clientSays(pingreq());
        onlyTheOtherIsLeft();
    }

    @Test
    void closesALastingSessionToo() {
        connectedLasting();
        registered("a");
        link.failsOnce();
        clientSays(pingreq());
        onlyTheOtherIsLeft();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        clientSays(publish(1, 5, "x").qos(1));
        clientHears(puback(1, 5, 2));
    }

    @Test
    void closesASessionWhoseTimerFails() {
        connectedLasting();
        int id = subscribed("a", 1);
        brokerSays(delivery(1, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        link.failsOnce();
        after(seconds(10));
        onlyTheOtherIsLeft();
    }

    @Test
    void closesASessionThatCannotHearTheBroker() {
        connectedLasting();
        subscribed("a", 1);
        link.failsOnce();
        brokerSays(delivery(1, "a", "x", 1));
        onlyTheOtherIsLeft();
    }

    private void onlyTheOtherIsLeft() {
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 1, "the other session should be left");
        require(
                mode != Mode.PER_CLIENT || loop.timers() == 1,
                "the other session's timer should be left, not " + loop.timers());
        at("B").says(pingreq());
        at("B").hears(pingresp());
    }
}
