package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.session.SessionSettings;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How client and gateway agree upon topic ids (1.2 section 6.5, I-37 to I-40). */
class RegisterScriptsTest extends Script {
    @Test
    @Requirement({"SN12-098", "SN12-041", "SN12-039"})
    void givesATopicIdThatCanBePublishedTo() {
        connectedClean();
        clientSays(register(0, 5, "a"));
        clientHears(regack(1, 5, 0));
        clientSays(register(7, 6, "b"));
        clientHears(regack(2, 6, 0));
        clientSays(publish(1, 0, "x"), publish(2, 0, "y"));
        brokerHears(message("a", "x", 0));
        brokerHears(message("b", "y", 0));
    }

    @Test
    @Requirement("SN12-099")
    void givesTheSameIdAgain() {
        connectedClean();
        clientSays(register(0, 5, "a"), register(0, 5, "a"), register(0, 6, "a"));
        clientHears(regack(1, 5, 0), regack(1, 5, 0), regack(1, 6, 0));
        require(subscribed("a", 0) == 1, "a subscription should have the id of the name");
    }

    @Test
    @Requirement("SN12-021")
    void echoesAMsgIdOfZero() {
        connectedClean();
        clientSays(register(0, 0, "a"));
        clientHears(regack(1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "612f23", "2b", "c328", "610062", "eda080"})
    @Requirement({"SN12-026", "SN12-100"})
    void refusesNamesThatAreNone(String hex) {
        connectedClean();
        clientSays(packet(0x0A, new byte[] {0, 0, 0, 9}, HexFormat.of().parseHex(hex)));
        if (!hex.isEmpty()) {
            clientHears(regack(0, 9, 3));
        } else {
            link.poll(new At("A"));
        }
    }

    @Test
    @Requirement("SN12-026")
    void keepsOddNamesAsTheyAre() {
        connectedClean();
        int id = registered("\uFEFF/ ä/😀/$SYS//");
        clientSays(publish(id, 0, "x"));
        brokerHears(message("\uFEFF/ ä/😀/$SYS//", "x", 0));
    }

    @Test
    @Requirement({"SN12-100", "SN12-023"})
    void saysCongestionWhenTheTableIsFull() {
        settings = limitedTopics(2);
        connectedClean();
        clientSays(register(0, 1, "a"), register(0, 2, "b"), register(0, 3, "c"), register(0, 4, "a"));
        clientHears(regack(1, 1, 0), regack(2, 2, 0), regack(0, 3, 1), regack(1, 4, 0));
        clientSays(subscribe(5, "c"));
        clientHears(suback(0, 0, 5, 1));
    }

    @Test
    @Requirement("SN12-025")
    @OnlyIn(value = Mode.PER_CLIENT, because = "65 000 steps that know nothing of the server")
    void neverGivesReservedOrPredefinedIds() {
        settings = limitedTopics(70_000);
        predefined =
                new dev.dormouse.gateway.topic.PredefinedTopics(Map.of(1, "one", 3, "three", 65534, "last"), Map.of());
        connectedClean();
        for (int expected = 2; expected < 0xFFFE; expected++) {
            if (expected == 3) {
                continue;
            }
            clientSays(register(0, 1, "t/" + expected));
            clientHears(regack(expected, 1, 0));
        }
        clientSays(register(0, 1, "one too many"));
        clientHears(regack(0, 1, 1));
        clientSays(
                publish(0, 1, "x").qos(1),
                publish(0xFFFF, 2, "x").qos(1),
                publish(1, 3, "x").qos(1));
        clientHears(puback(0, 1, 2), puback(0xFFFF, 2, 2), puback(1, 3, 2));
    }

    @Test
    @Requirement("SN12-176")
    void givesEachClientItsOwnIds() {
        broker.acceptsEverything();
        at("A").says(connect("dev1").clean());
        at("A").hears(connack(0));
        at("B").says(connect("dev2").clean());
        at("B").hears(connack(0));
        at("A").says(register(0, 1, "a"));
        at("A").hears(regack(1, 1, 0));
        at("B").says(publish(1, 1, "x").qos(1));
        at("B").hears(puback(1, 1, 2));
        at("B").says(register(0, 1, "b"));
        at("B").hears(regack(1, 1, 0));
        at("B").says(publish(1, 0, "x"));
        brokerHears("dev2", message("b", "x", 0));
    }

    @Test
    @Requirement({"SN12-103", "SN12-020"})
    void usesOneIdWhenBothRegisterTheSameName() {
        connectedClean();
        clientSays(subscribe(9, "a/#"));
        clientHears(suback(0, 0, 9, 0));
        brokerSays(delivery(0, "a/b", "x", 0));
        clientHears(register(1, 1, "a/b"));
        clientSays(register(0, 1, "a/b"));
        clientHears(regack(1, 1, 0));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "x"));
    }

    @Test
    @Requirement({"SN12-098", "SN12-106"})
    void servesRegistrationsWhileTheBrokerIsAway() {
        connectedClean();
        brokerSays(interrupted());
        clientSays(register(0, 1, "a"));
        clientHears(regack(1, 1, 0));
    }

    static SessionSettings limitedTopics(int topics) {
        SessionSettings d = SessionSettings.defaults();
        return new SessionSettings(
                d.retryInterval(),
                d.retryCount(),
                d.congestionWait(),
                d.connectTimeout(),
                d.upstreamLostAfter(),
                d.idleLimit(),
                d.sessionExpiry(),
                topics,
                d.requestsPerClient(),
                d.subscriptionsPerClient(),
                d.queueMessages(),
                d.queueOctets());
    }
}
