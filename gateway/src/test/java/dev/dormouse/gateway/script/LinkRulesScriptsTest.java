package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.ScriptBroker.ANYONE;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.reception.LinkRules;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a link has of its own: limits, Tretry, topic numbers. */
class LinkRulesScriptsTest extends Script {
    @Test
    void repeatsAtTheIntervalOfTheLink() {
        rules = LinkRules.open().withRetryInterval(Duration.ofSeconds(15));
        connectedClean();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x", 1));
        clientHears(publish(id, 1, "x").qos(1));
        after(seconds(14));
        clientHearsNothing();
        after(seconds(1));
        clientHears(publish(id, 1, "x").qos(1).dup());
    }

    @Test
    void knowsTheTopicNumbersOfTheLink() {
        rules = LinkRules.open().withPredefined(Map.of(12, "link/twelve", 10, "link/ten"));
        broker.acceptsEverything();
        clientSays(publishPredefined(12, 0, "x").qos(3));
        brokerHears(ANYONE, message("link/twelve", "x", 0));
        clientSays(
                publishPredefined(10, 0, "y").qos(3),
                publishPredefined(11, 0, "z").qos(3));
        brokerHears(ANYONE, message("link/ten", "y", 0));
        brokerHears(ANYONE, message("pre/eleven", "z", 0));

        clientSays(connect("special").clean());
        clientHears(connack(0));
        clientSays(
                publishPredefined(12, 0, "x").qos(3),
                publishPredefined(10, 0, "y").qos(3));
        brokerHears(ANYONE, message("link/twelve", "x", 0));
        brokerHears(ANYONE, message("special/ten", "y", 0));
    }

    @Test
    @Requirement("SN12-081")
    void takesOnSoManyClientsAsTheLinkMayHave() {
        rules = LinkRules.open().withClients(2);
        broker.acceptsEverything();
        at("A").says(connect("a").clean());
        at("A").hears(connack(0));
        at("B").says(connect("b").clean());
        at("B").hears(connack(0));
        at("C").says(connect("c").clean());
        at("C").hears(connack(1));
        at("A").says(connect("a").clean());
        at("A").hears(connack(0));
        at("B").says(disconnect());
        at("B").hears(disconnect());
        brokerHears("b", farewell());
        at("C").says(connect("c").clean());
        at("C").hears(connack(0));
    }
}
