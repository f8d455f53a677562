package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How clients say what they want to hear (1.2 section 6.9, I-35, I-36, I-41 to I-43, I-54). */
class SubscribeScriptsTest extends Script {
    // ---- what SUBACK says (I-35) ----

    @Test
    @Requirement({"SN12-122", "SN12-050", "SN12-051", "SN12-129"})
    void answersANameWithItsTopicIdOnceTheBrokerHas() {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "a").qos(1));
        int id = brokerHears(subscription("a", 1));
        clientHearsNothing();
        brokerSays(granted(id, 1));
        clientHears(suback(1, 1, 5, 0));
        clientSays(publish(1, 0, "x"));
        brokerHears(message("a", "x", 0));
        brokerSays(delivery(0, "a", "y", 0));
        clientHears(publish(1, 0, "y"));
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "1, 1", "2, 0", "2, 1", "2, 2"})
    @Requirement("SN12-050")
    void tellsTheQosThatTheBrokerGranted(int asked, int granted) {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "a").qos(asked));
        brokerSays(granted(brokerHears(subscription("a", asked)), granted));
        clientHears(suback(granted, 1, 5, 0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"#", "a/#", "+", "+/b", "a/+/c", "/", "/+", "$SYS/#"})
    @Requirement({"SN12-123", "SN12-051"})
    void answersAWildcardWithoutATopicId(String filter) {
        connectedClean();
        clientSays(subscribe(5, filter).qos(2));
        clientHears(filter.equals("/") ? suback(2, 1, 5, 0) : suback(2, 0, 5, 0));
    }

    @Test
    @Requirement({"SN12-128", "SN12-123"})
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "$share is refused on a shared connection")
    void passesSharedSubscriptionsOnWithoutATopicId() {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "$share/group/a").qos(1));
        brokerSays(granted(brokerHears(subscription("$share/group/a", 1)), 1));
        clientHears(suback(1, 0, 5, 0));
        brokerSays(delivery(0, "a", "x", 0));
        clientHears(register(1, 1, "a"));
        clientSays(regack(1, 1, 0));
        clientHears(publish(1, 0, "x"));
    }

    @Test
    @Requirement({"SN12-051", "SN12-113", "SN12-115"})
    void answersAPredefinedIdWithItself() {
        connectedClean();
        clientSays(subscribe(5, 10).qos(1));
        clientHears(suback(1, 10, 5, 0));
        brokerSays(delivery(0, "pre/ten", "x", 0));
        clientHears(publishPredefined(10, 0, "x"));
    }

    @Test
    @Requirement("SN12-114")
    void refusesAPredefinedIdThatIsNone() {
        connectedClean();
        clientSays(subscribe(5, 99), subscribe(6, 0), subscribe(7, 0xFFFF));
        clientHears(suback(0, 0, 5, 2), suback(0, 0, 6, 2), suback(0, 0, 7, 2));
    }

    @Test
    @Requirement("SN12-118")
    void prefersTheClientsOwnPredefinedTopics() {
        broker.acceptsConnects();
        at("S").says(connect("special").clean());
        at("S").hears(connack(0));
        at("S").says(subscribe(5, 10), subscribe(6, 11));
        brokerHears("special", subscription("special/ten", 0));
        brokerHears("special", subscription("pre/eleven", 0));
        at("A").says(connect(DEV1).clean());
        at("A").hears(connack(0));
        at("A").says(subscribe(5, 10));
        brokerHears(subscription("pre/ten", 0));
    }

    @Test
    @Requirement({"SN12-051", "SN12-116"})
    void answersAShortNameWithoutATopicId() {
        connectedClean();
        clientSays(subscribeShort(5, "ab").qos(1));
        clientHears(suback(1, 0, 5, 0));
        brokerSays(delivery(0, "ab", "x", 0));
        clientHears(publishShort("ab", 0, "x"));
    }

    @Test
    @Requirement("SN12-049")
    void takesANameOfTwoOctetsForAName() {
        connectedClean();
        clientSays(subscribe(5, "ab").qos(1));
        clientHears(suback(1, 1, 5, 0));
        brokerSays(delivery(0, "ab", "x", 0));
        clientHears(publish(1, 0, "x"));
    }

    @Test
    @Requirement("SN12-117")
    void passesAShortFilterOn() {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribeShort(5, "/#"));
        brokerSays(granted(brokerHears(subscription("/#", 0)), 0));
        clientHears(suback(0, 0, 5, 0));
        clientSays(subscribeShort(6, "é"));
        brokerSays(granted(brokerHears(subscription("é", 0)), 0));
        clientHears(suback(0, 0, 6, 0));
    }

    @Test
    @Requirement("SN12-021")
    void echoesAMsgIdOfZero() {
        connectedClean();
        clientSays(subscribe(0, "a"), unsubscribe(0, "a"));
        clientHears(suback(0, 1, 0, 0), unsuback(0));
    }

    // ---- refusals (I-8, I-54) ----

    @ParameterizedTest
    @ValueSource(
            strings = {"a#", "a/#/b", "a+", "+a", "#/", "##", "a/b#", "$share/g", "$share//a", "$share/+/a", "a\0b"})
    @Requirement("SN12-125")
    void refusesFiltersThatAreNone(String filter) {
        connectedClean();
        clientSays(subscribe(5, filter));
        clientHears(suback(0, 0, 5, 3));
    }

    @ParameterizedTest
    @ValueSource(strings = {"c328", "ff", "eda080"})
    @Requirement({"SN12-125", "SN12-026"})
    void refusesFiltersThatAreNoText(String hex) {
        connectedClean();
        clientSays(packet(0x12, new byte[] {0, 0, 5}, HexFormat.of().parseHex(hex)));
        clientHears(suback(0, 0, 5, 3));
        clientSays(packet(0x12, new byte[] {2, 0, 6, (byte) 0xC3, 0x28}));
        clientHears(suback(0, 0, 6, 3));
    }

    @Test
    @Requirement({"SN12-018", "SN12-019"})
    void refusesReservedWaysOfNamingAndQos() {
        connectedClean();
        clientSays(packet(0x12, new byte[] {3, 0, 5, 0, 1}));
        clientHears(suback(0, 0, 5, 3));
        clientSays(subscribe(6, "a").qos(3));
        clientHears(suback(0, 0, 6, 3));
        clientSays(packet(0x14, new byte[] {3, 0, 7, 0, 1}));
        clientHearsNothing();
    }

    @ParameterizedTest
    @CsvSource({"0x97, 1", "0x89, 1", "0x80, 3", "0x83, 3", "0x87, 3", "0x8F, 3", "0x9E, 3", "0xA2, 3"})
    @Requirement({"SN12-124", "SN12-023"})
    void passesTheBrokersRefusalOn(int reason, int code) {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "a").qos(1));
        brokerSays(notGranted(brokerHears(subscription("a", 1)), new ReasonCode(reason)));
        clientHears(suback(0, 0, 5, code));
    }

    @Test
    @Requirement("SN12-124")
    void saysCongestionWhileTheBrokerIsAway() {
        connectedClean();
        brokerSays(interrupted());
        clientSays(subscribe(5, "a"));
        clientHears(suback(0, 0, 5, 1));
    }

    @Test
    @Requirement("SN12-124")
    void saysCongestionWhenThereAreTooManySubscriptions() {
        dev.dormouse.gateway.session.SessionSettings d = settings;
        settings = new dev.dormouse.gateway.session.SessionSettings(
                d.retryInterval(),
                d.retryCount(),
                d.congestionWait(),
                d.connectTimeout(),
                d.upstreamLostAfter(),
                d.idleLimit(),
                d.sessionExpiry(),
                d.topicsPerClient(),
                d.requestsPerClient(),
                2,
                d.queueMessages(),
                d.queueOctets());
        connectedClean();
        clientSays(
                subscribe(1, "a/#"),
                subscribe(2, "b/#"),
                subscribe(3, "c/#"),
                subscribe(4, "a/#").qos(1));
        clientHears(suback(0, 0, 1, 0), suback(0, 0, 2, 0), suback(0, 0, 3, 1), suback(1, 0, 4, 0));
        clientSays(unsubscribe(5, "b/#"), subscribe(6, "c/#"));
        clientHears(unsuback(5), suback(0, 0, 6, 0));
    }

    // ---- repetitions, and what follows ----

    @Test
    @Requirement("SN12-122")
    void asksTheBrokerOnceForARepeatedRequest() {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "a").qos(1), subscribe(5, "a").qos(1).dup());
        int id = brokerHears(subscription("a", 1));
        brokerHearsNothing();
        brokerSays(granted(id, 1));
        clientHears(suback(1, 1, 5, 0));
        clientSays(subscribe(5, "a").qos(1).dup());
        id = brokerHears(subscription("a", 1));
        brokerSays(granted(id, 1));
        clientHears(suback(1, 1, 5, 0));
    }

    @Test
    @Requirement("SN12-122")
    void sendsSubackBeforeTheFirstMessageThatItCauses() {
        connectedClean();
        broker.acceptsNothing();
        clientSays(subscribe(5, "a").qos(1));
        int id = brokerHears(subscription("a", 1));
        brokerSays(delivery(0, "a", "early", 0));
        brokerSays(delivery(1, "a", "bird", 1));
        clientHearsNothing();
        brokerSays(granted(id, 1));
        clientHears(
                suback(1, 1, 5, 0),
                publish(1, 0, "early"),
                publish(1, 1, "bird").qos(1));
        clientSays(puback(1, 1, 0));
        brokerHears(acknowledgement(1));
    }

    @Test
    @Requirement({"SN12-126", "SN12-052", "SN12-053"})
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "an unsubscription on a shared connection does not wait for the server")
    void unsubscribesInTheWayItWasSubscribed() {
        connectedClean();
        clientSays(subscribe(1, "a/+"), subscribe(2, 10), subscribeShort(3, "ab"));
        clientHears(suback(0, 0, 1, 0), suback(0, 10, 2, 0), suback(0, 0, 3, 0));
        broker.acceptsNothing();
        clientSays(unsubscribe(4, "a/+"));
        int id = brokerHears(unsubscription("a/+"));
        clientHearsNothing();
        brokerSays(unsubscribed(id));
        clientHears(unsuback(4));
        clientSays(unsubscribe(5, 10));
        brokerSays(unsubscribed(brokerHears(unsubscription("pre/ten"))));
        clientHears(unsuback(5));
        clientSays(unsubscribeShort(6, "ab"));
        brokerSays(unsubscribed(brokerHears(unsubscription("ab"))));
        clientHears(unsuback(6));
    }

    @Test
    @Requirement({"SN12-053", "SN12-052"})
    void alwaysAnswersUnsubscribe() {
        connectedClean();
        clientSays(unsubscribe(4, "never/subscribed"), unsubscribe(5, 10), unsubscribeShort(6, "ab"));
        clientHears(unsuback(4), unsuback(5), unsuback(6));
        clientSays(unsubscribe(7, 99));
        clientHears(unsuback(7));
    }

    @Test
    @Requirement("SN12-126")
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the server's last messages for a subscription that is gone find nobody")
    void unsubscribesInAnotherSpellingOfTheSameFilter() {
        connectedLasting();
        clientSays(subscribe(2, 10).qos(1));
        clientHears(suback(1, 10, 2, 0));
        clientSays(unsubscribe(3, "pre/ten"));
        clientHears(unsuback(3));
        brokerSays(delivery(0, "pre/ten", "x", 0));
        clientHears(register(1, 1, "pre/ten"));
    }

    @Test
    @Requirement({"SN12-095", "SN12-093"})
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "a client that leaves a shared connection does not break it")
    void subscribesAgainWhenTheBrokerLostTheSession() {
        connectedLasting();
        subscribed("a", 1);
        clientSays(subscribe(5, "b/#").qos(2), subscribe(6, "gone"), unsubscribe(7, "gone"));
        clientHears(suback(2, 0, 5, 0), suback(0, 2, 6, 0), unsuback(7));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        broker.acceptsNothing();
        clientSays(connect(DEV1));
        brokerHears(lastingConnection());
        brokerSays(accepted());
        java.util.Set<String> asked = new java.util.TreeSet<>();
        for (int i = 0; i < 2; i++) {
            ToBroker.Subscribe subscribe = (ToBroker.Subscribe) java.util.Objects.requireNonNull(brokerHeard());
            asked.add(subscribe.filter() + " " + subscribe.qos().level());
            brokerSays(granted(subscribe.packetId(), subscribe.qos().level()));
        }
        require(
                asked.equals(java.util.Set.of("a 1", "b/# 2")),
                "both subscriptions should be made again, not " + asked);
        clientHears(connack(0));
    }

    @Test
    @Requirement("SN12-093")
    void hasNoSubscriptionsAfterACleanConnect() {
        connectedLasting();
        subscribed("a", 1);
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        clientHears(connack(0));
        broker.acceptsNothing();
        brokerSays(interrupted());
        brokerSays(accepted());
        clientHears(disconnect());
        brokerHears(farewell());
    }
}
