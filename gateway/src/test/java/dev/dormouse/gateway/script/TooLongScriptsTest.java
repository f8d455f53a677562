package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.link.Outcome;
import org.junit.jupiter.api.Test;

/** A network that finds out only on the way that a message is too long for it, or that carries less than it did (I-49). */
class TooLongScriptsTest extends Script {
    @Test
    @Requirement("SN12-134")
    void givesUpAMessageThatTheNetworkFindsTooLongWhenItHasIt() {
        connectedClean();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x".repeat(70), 1));
        clientHears(publish(id, 1, "x".repeat(70)).qos(1));
        brokerSays(delivery(10, "a", "y", 1));
        link.largestDatagram(60);
        at("A").wasSent(Outcome.TOO_LARGE);
        brokerHears(acknowledgement(9));
        clientHears(publish(id, 2, "y").qos(1));
        require(counters.nonZero().getOrDefault("dropped: too large", 0L) == 1, "it should be counted");
    }

    @Test
    @Requirement("SN12-134")
    void keepsAMessageThatFitsWhenTheNetworkFoundAnotherTooLong() {
        connectedClean();
        int id = subscribed("a", 1);
        brokerSays(delivery(0, "a", "x".repeat(70), 0));
        clientHears(publish(id, 0, "x".repeat(70)));
        brokerSays(delivery(9, "a", "y", 1));
        clientHears(publish(id, 1, "y").qos(1));
        link.largestDatagram(60);
        at("A").wasSent(Outcome.TOO_LARGE);
        at("A").wasSent(Outcome.DELIVERED);
        at("B").wasSent(Outcome.TOO_LARGE);
        clientSays(puback(id, 1, 0));
        brokerHears(acknowledgement(9));
    }

    @Test
    @Requirement("SN12-134")
    void givesUpAMessageThatIsTooLongByNowWhenItWouldRepeatIt() {
        connectedClean();
        int id = subscribed("a", 2);
        brokerSays(delivery(9, "a", "x".repeat(70), 2));
        clientHears(publish(id, 1, "x".repeat(70)).qos(2));
        brokerSays(delivery(10, "a", "y", 1));
        link.largestDatagram(60);
        after(settings.retryInterval());
        brokerHears(receipt(9));
        clientHears(publish(id, 2, "y").qos(1));
        brokerSays(released(9));
        brokerHears(completion(9));
    }

    @Test
    @Requirement("SN12-134")
    void givesUpAMessageThatIsTooLongByNowWhenTheClientWakes() {
        connectedClean();
        int id = subscribed("a", 1);
        brokerSays(delivery(9, "a", "x".repeat(70), 1));
        clientHears(publish(id, 1, "x".repeat(70)).qos(1));
        clientSays(sleep(60));
        clientHears(disconnect());
        brokerSays(delivery(10, "a", "y", 1));
        link.largestDatagram(60);
        clientSays(pingreq(DEV1));
        brokerHears(acknowledgement(9));
        clientHears(publish(id, 2, "y").qos(1));
        clientSays(puback(id, 2, 0));
        brokerHears(acknowledgement(10));
        clientHears(pingresp());
    }

    @Test
    @Requirement("SN12-134")
    void givesUpAMessageWhoseRegisterTheNetworkFindsTooLong() {
        connectedClean();
        clientSays(subscribe(5, "#").qos(2));
        clientHears(suback(2, 0, 5, 0));
        brokerSays(delivery(9, "t".repeat(70), "x", 1));
        clientHears(register(1, 1, "t".repeat(70)));
        link.largestDatagram(60);
        at("A").wasSent(Outcome.TOO_LARGE);
        brokerHears(acknowledgement(9));
    }
}
