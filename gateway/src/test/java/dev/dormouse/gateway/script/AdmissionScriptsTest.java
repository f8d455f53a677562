package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.reception.AdmissionLimits;
import dev.dormouse.uplink.ReasonCode;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** How many clients are taken on, and that the count stays true (I-51). */
class AdmissionScriptsTest extends Script {
    private static final int MANY = 1_000_000;

    @Test
    @Requirement("SN12-081")
    void takesOnSoManyClientsAndNoMore() {
        limits = new AdmissionLimits(2, MANY, MANY, MANY);
        broker.acceptsEverything();
        at("A").says(connect("a").clean());
        at("A").hears(connack(0));
        at("B").says(connect("b"));
        at("B").hears(connack(0));
        at("C").says(connect("c").clean());
        at("C").hears(connack(1));
        at("A").says(disconnect());
        at("A").hears(disconnect());
        brokerHears("a", farewell());
        at("C").says(connect("c").clean());
        at("C").hears(connack(0));
    }

    @Test
    @Requirement("SN12-081")
    @OnlyIn(value = Mode.PER_CLIENT, because = "looks at what a server of one's own is told")
    void letsTheClientThatHasRestedLongestMakeRoom() {
        limits = new AdmissionLimits(2, MANY, MANY, MANY);
        broker.acceptsEverything();
        for (String name : new String[] {"a", "b"}) {
            at(name).says(connect(name), disconnect());
            at(name).hears(connack(0), disconnect());
            brokerHears(name, farewell());
        }
        at("C").says(connect("c").clean());
        at("C").hears(connack(0));
        require(gateway().sessions() == 2, "one made room");
        require(broker.forgotten().equals(Set.of("a")), "with what was kept for it");
        // "a" was forgotten, "b" is still known and needs no room.
        at("b").says(connect("b"));
        at("b").hears(connack(0));
        at("a").says(connect("a"));
        at("a").hears(connack(1));
    }

    @Test
    @Requirement("SN12-085")
    void givesOneMachineAnEighthOfTheHalfOpenConnects() {
        limits = new AdmissionLimits(MANY, 800, MANY, MANY);
        broker.acceptsConnects();
        for (int port = 1; port <= 100; port++) {
            at("A:" + port).says(connect("a" + port).clean().will());
            at("A:" + port).hears(willTopicReq());
        }
        at("A:101").says(connect("a101").clean().will());
        at("A:101").hears(connack(1));
        at("B:1").says(connect("b").clean());
        at("B:1").hears(connack(0));
        after(seconds(40));
        at("A:101").says(connect("a101").clean());
        at("A:101").hears(connack(0));
    }

    @Test
    @Requirement("SN12-083")
    void countsEachConnectThatIsNotTheSameAgain() {
        limits = new AdmissionLimits(MANY, MANY, 3, MANY);
        broker.acceptsConnects();
        for (int keepAlive = 1; keepAlive <= 5; keepAlive++) {
            clientSays(connect(DEV1).clean().will().keepAlive(keepAlive));
            clientHears(keepAlive <= 3 ? willTopicReq() : connack(1));
        }
    }

    @Test
    @Requirement("SN12-081")
    void takesOnSoManyConnectsAtATime() {
        limits = new AdmissionLimits(MANY, 1, MANY, MANY);
        broker.acceptsConnects();
        at("A").says(connect("a").clean().will());
        at("A").hears(willTopicReq());
        at("B").says(connect("b").clean());
        at("B").hears(connack(1));
        // The one that is at it may repeat itself, change its mind and finish.
        at("A").says(connect("a").clean().will(), connect("a").clean().will().keepAlive(1));
        at("A").hears(willTopicReq(), willTopicReq());
        at("A").says(emptyWillTopic());
        at("A").hears(connack(0));
        at("B").says(connect("b").clean());
        at("B").hears(connack(0));
    }

    @Test
    @Requirement("SN12-085")
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the server refuses no single client")
    void countsConnectsThatFailAsOver() {
        limits = new AdmissionLimits(1, 1, MANY, MANY);
        for (int i = 0; i < 5; i++) {
            clientSays(connect("refused" + i).clean());
            brokerHears("refused" + i, cleanConnection());
            brokerSays("refused" + i, refused(ReasonCode.NOT_AUTHORIZED));
            clientHears(connack(3));
            clientSays(connect("late" + i).clean());
            brokerHears("late" + i, cleanConnection());
            after(seconds(8));
            brokerHears("late" + i, farewell());
            clientHears(connack(1));
            clientSays(connect("silent" + i).clean().will());
            clientHears(willTopicReq());
            after(seconds(40));
            clientSays(connect("left" + i).clean().will());
            clientHears(willTopicReq());
            clientSays(disconnect());
            clientHears(disconnect());
        }
        require(gateway().sessions() == 0, "nothing should be left");
        require(loop.timers() == 0, "no timer should be left over");
    }

    @Test
    @Requirement("SN12-081")
    void limitsTheRateOfConnects() {
        limits = new AdmissionLimits(MANY, MANY, 10, MANY);
        broker.acceptsEverything();
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 20; i++) {
                String name = "c" + second + "x" + i;
                at(name).says(connect(name).clean());
                at(name).hears(connack(i < 10 ? 0 : 1));
            }
            after(seconds(1));
        }
    }

    @Test
    @Requirement("SN12-081")
    void limitsTheRateOfConnectsOfOneMachine() {
        limits = new AdmissionLimits(MANY, MANY, MANY, 3);
        broker.acceptsEverything();
        for (int port = 1; port <= 5; port++) {
            at("A:" + port).says(connect("a" + port).clean());
            at("A:" + port).hears(connack(port <= 3 ? 0 : 1));
        }
        at("B:1").says(connect("b").clean());
        at("B:1").hears(connack(0));
        after(seconds(1));
        at("A:4").says(connect("a4").clean());
        at("A:4").hears(connack(0));
    }

    @Test
    @Requirement("SN12-084")
    void doesNotLetRefusedConnectsHarmTheSession() {
        limits = new AdmissionLimits(MANY, MANY, MANY, 1);
        broker.acceptsEverything();
        at("A:1").says(connect(DEV1).clean());
        at("A:1").hears(connack(0));
        at("A:1").says(pingreq());
        at("A:1").hears(pingresp());
        at("A:2").says(connect(DEV1).clean());
        at("A:2").hears(connack(1));
        at("A:1").says(pingreq());
        at("A:1").hears(pingresp());
    }
}
