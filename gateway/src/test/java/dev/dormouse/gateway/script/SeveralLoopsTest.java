package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client's loop is not the link's: what arrives together is handed over together, in its order. */
class SeveralLoopsTest extends Script {
    private static final At A = new At("A");

    @BeforeEach
    void theLoopIsAnotherThread() {
        broker.acceptsEverything();
        gateway();
        loop.beElsewhere();
    }

    @Test
    @Requirement("SN12-083")
    void aDoubledConnectIsOne() {
        link.hand(A, connect(DEV1).clean());
        link.hand(A, connect(DEV1).clean());
        loop.settle();
        at("A").hears(connack(0));
        at("A").hearsNothing();
    }

    @Test
    void whatFollowsAConnectAtOnceIsNotTakenForAStrangers() {
        link.hand(A, connect(DEV1).clean().will());
        link.hand(A, emptyWillTopic());
        link.hand(A, pingreq());
        loop.settle();
        at("A").hears(willTopicReq(), connack(0));
        at("A").hearsNothing();
    }

    @Test
    @Requirement("SN12-058")
    void whatFollowsARefusedConnectIsAStrangers() {
        link.hand(A, connect("").clean());
        link.hand(A, pingreq());
        loop.settle();
        at("A").hears(connack(3), disconnect());
    }
}
