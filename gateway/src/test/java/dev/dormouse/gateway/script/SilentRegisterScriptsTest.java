package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.Test;

/** Clients that do not answer a REGISTER: those that never do, as RIOT's, and those that the network keeps from it (I-40, D-11). */
class SilentRegisterScriptsTest extends Script {
    @Test
    @Requirement("SN12-131")
    void goesOnBehindATopicWhoseRegistrationIsNotAnsweredAndGivesItUpInTheThirdRound() {
        connectedToEverything();
        brokerSays(delivery(9, "deaf", "x", 1));
        brokerSays(delivery(10, "ab", "y", 1));
        notAnswered(1, 1, "deaf");
        clientHears(publishShort("ab", 2, "y").qos(1));
        clientSays(puback(0x6162, 2, 0));
        brokerHears(acknowledgement(10));
        notAnswered(1, 3, "deaf");
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(pingresp());
        notAnswered(1, 4, "deaf");
        brokerHears(acknowledgement(9));
        brokerSays(delivery(11, "deaf", "z", 1));
        brokerHears(acknowledgement(11));
        brokerSays(delivery(12, "deaf too", "z", 1));
        notAnswered(2, 5, "deaf too");
        brokerHears(acknowledgement(12));
        clientHearsNothing();
    }

    @Test
    @Requirement({"SN12-131", "SN12-171"})
    void losesNothingWhenTheNetworkLosesARegistrationAndItsRepetitions() {
        connectedToEverything();
        brokerSays(delivery(9, "a", "x", 1));
        brokerSays(delivery(10, "a", "y", 1));
        notAnswered(1, 1, "a");
        clientSays(pingreq());
        clientHears(pingresp(), register(1, 2, "a"));
        clientSays(regack(1, 2, 0));
        clientHears(publish(1, 3, "x").qos(1));
        clientSays(puback(1, 3, 0));
        clientHears(publish(1, 4, "y").qos(1));
        clientSays(puback(1, 4, 0));
        brokerHears(acknowledgement(9));
        brokerHears(acknowledgement(10));
    }

    @Test
    @Requirement({"SN12-131", "SN12-171"})
    void doesNotTakeAClientThatIsOutOfReachForADeafOne() {
        connectedToEverything();
        for (int topic = 1; topic <= 5; topic++) {
            brokerSays(delivery(topic, "topic " + topic, "x", 1));
        }
        for (int topic = 1; topic <= 5; topic++) {
            notAnswered(topic, topic, "topic " + topic);
        }
        brokerHearsNothing();
        clientSays(pingreq());
        clientHears(pingresp());
        for (int topic = 1; topic <= 5; topic++) {
            clientHears(register(topic, 4 + 2 * topic, "topic " + topic));
            clientSays(regack(topic, 4 + 2 * topic, 0));
            clientHears(publish(topic, 5 + 2 * topic, "x").qos(1));
            clientSays(puback(topic, 5 + 2 * topic, 0));
            brokerHears(acknowledgement(topic));
        }
    }

    @Test
    @Requirement({"SN12-131", "SN12-156"})
    void givesASleepingClientWhatIsBehindInTheNextCycleAndTheTopicUpInTheThird() {
        connectedToEverything();
        clientSays(sleep(600));
        clientHears(disconnect());
        brokerSays(delivery(9, "deaf", "x", 1));
        brokerSays(delivery(10, "ab", "y", 1));
        clientSays(pingreq(DEV1));
        notAnswered(1, 1, "deaf");
        clientHears(pingresp());
        clientSays(pingreq(DEV1));
        clientHears(publishShort("ab", 2, "y").qos(1));
        clientSays(puback(0x6162, 2, 0));
        brokerHears(acknowledgement(10));
        notAnswered(1, 3, "deaf");
        clientHears(pingresp());
        clientSays(pingreq(DEV1));
        notAnswered(1, 4, "deaf");
        brokerHears(acknowledgement(9));
        clientHears(pingresp());
    }

    @Test
    @Requirement({"SN12-131", "SN12-129"})
    void recognisesARepetitionOfTheMessageThatLetsOthersGoFirst() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).keepAlive(600));
        clientHears(connack(0));
        clientSays(subscribe(5, "#").qos(2));
        clientHears(suback(2, 0, 5, 0));
        int first = registered("first");
        brokerSays(delivery(1, "first", "x", 2));
        clientHears(publish(first, 1, "x").qos(2));
        clientSays(connect(DEV1).keepAlive(600));
        clientHears(connack(0));
        notAnswered(first, 2, "first");
        brokerSays(delivery(2, "ab", "y", 2));
        clientHears(publishShort("ab", 3, "y").qos(2));
        brokerSays(interrupted());
        brokerSays(resumed());
        brokerSays(redelivery(1, "first", "x", 2));
        brokerSays(redelivery(2, "ab", "y", 2));
        clientSays(pubrec(3));
        brokerHears(receipt(2));
        clientHears(pubrel(3));
        clientSays(pubcomp(3));
        clientHears(register(first, 4, "first"));
        clientSays(regack(first, 4, 0));
        clientHears(publish(first, 1, "x").qos(2).dup());
        clientSays(pubrec(1));
        brokerHears(receipt(1));
        clientHears(pubrel(1));
        clientSays(pubcomp(1));
        clientHearsNothing();
    }

    /** The gateway asks as often as it may, in vain. */
    private void notAnswered(int alias, int packetId, String topic) {
        clientHears(register(alias, packetId, topic));
        for (int i = 0; i < 3; i++) {
            after(seconds(10));
            clientHears(register(alias, packetId, topic));
        }
        after(seconds(10));
    }

    private void connectedToEverything() {
        broker.acceptsEverything();
        clientSays(connect(DEV1).clean().keepAlive(600));
        clientHears(connack(0));
        clientSays(subscribe(5, "#").qos(2));
        clientHears(suback(2, 0, 5, 0));
    }
}
