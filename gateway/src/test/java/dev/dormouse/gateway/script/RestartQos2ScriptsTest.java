package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.store.MemoryStore;
import java.util.ArrayDeque;
import java.util.Queue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The gateway is killed while a message of QoS 2 is on its way to a device: it is delivered once (I-55, D-17). */
class RestartQos2ScriptsTest extends Script {
    private final MemoryStore memory = new MemoryStore(loop);
    private final Queue<Runnable> unwritten = new ArrayDeque<>();
    private int topic;

    @BeforeEach
    void sessionsAreKept() {
        store = memory;
    }

    private void sleeperWithMessage() {
        broker.acceptsEverything();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        topic = subscribed("a", 2);
        clientSays(sleep(100));
        clientHears(disconnect());
        brokerSays(delivery(1, "a", "one", 2));
        clientSays(pingreq(DEV1));
    }

    private int hearsPublish(boolean again) {
        Packet heard = at("A").hearsAny();
        int msgId = heard.twoAt(5);
        Packet expected = publish(topic, msgId, "one").qos(2);
        require(heard.equals(again ? expected.dup() : expected), "PUBLISH, again " + again + ", not " + heard);
        return msgId;
    }

    private void restarts() {
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        brokerSays(resumed());
    }

    private void isForgotten() {
        require(memory.loadAll().get(0).deliveries().isEmpty(), "nothing is kept: " + memory.loadAll());
    }

    @Test
    @Requirement({"SN12-094", "SN12-171"})
    void aMessageThatWasSentIsSentAgainUnderItsIdentifier() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        restarts();
        brokerSays(redelivery(1, "a", "one", 2));
        clientSays(pingreq(DEV1));
        require(hearsPublish(true) == msgId, "the same identifier");
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        brokerSays(released(1));
        brokerHears(completion(1));
        clientSays(pubcomp(msgId));
        after(millis(300));
        clientHears(pingresp());
        isForgotten();
    }

    @Test
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "where the queue has acknowledged a message the server has nothing to repeat")
    void aMessageThatTheBrokerRepeatsLateIsTheSame() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        restarts();
        clientSays(pingreq(DEV1));
        require(hearsPublish(true) == msgId, "the same identifier");
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        clientSays(pubcomp(msgId));
        brokerSays(redelivery(8, "a", "one", 2));
        brokerHears(receipt(8));
        brokerSays(released(8));
        brokerHears(completion(8));
        after(millis(300));
        clientHears(pingresp());
        isForgotten();
    }

    @Test
    @Requirement("SN12-094")
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "where the queue has acknowledged a message the server has nothing to repeat")
    void aMessageThatTheDeviceHasIsReleasedAgain() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        restarts();
        brokerSays(redelivery(1, "a", "one", 2));
        brokerHears(receipt(1));
        clientSays(pingreq(DEV1));
        clientHears(pubrel(msgId));
        brokerSays(released(1));
        brokerHears(completion(1));
        clientSays(pubcomp(msgId));
        after(millis(300));
        clientHears(pingresp());
        isForgotten();
    }

    @Test
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "where the queue has acknowledged a message the server has nothing to repeat")
    void aMessageThatIsDoneWithIsStillKnownWhenTheBrokerRepeatsIt() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        clientSays(pubcomp(msgId));
        clientHears(pingresp());
        restarts();
        brokerSays(redelivery(1, "a", "one", 2));
        brokerHears(receipt(1));
        clientSays(pingreq(DEV1));
        brokerSays(released(1));
        brokerHears(completion(1));
        after(millis(300));
        clientHears(pingresp());
        isForgotten();
    }

    @Test
    void theSameWordsAreANewMessageWhenTheBrokerHasLetGoOfTheFirst() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        brokerSays(released(1));
        brokerHears(completion(1));
        restarts();
        brokerSays(delivery(1, "a", "one", 2));
        clientSays(pingreq(DEV1));
        clientHears(pubrel(msgId));
        clientSays(pubcomp(msgId));
        hearsPublish(false);
    }

    @Test
    void aMessageThatTheBrokerHasForgottenIsDeliveredAllTheSame() {
        sleeperWithMessage();
        int msgId = hearsPublish(false);
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
        brokerHears(lastingConnection());
        brokerSays(accepted());
        brokerHears(subscription("a", 2));
        clientSays(pingreq(DEV1));
        require(hearsPublish(true) == msgId, "the same identifier");
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        clientSays(pubcomp(msgId));
        brokerHearsNothing();
        after(millis(300));
        clientHears(pingresp());
        isForgotten();
    }

    @Test
    void anActiveDeviceThatConnectsAgainGetsItUnderItsIdentifier() {
        broker.acceptsEverything();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        topic = subscribed("a", 2);
        brokerSays(delivery(1, "a", "one", 2));
        int msgId = hearsPublish(false);
        gatewayDies();
        gatewayStarts();
        clientSays(connect(DEV1));
        clientHears(connack(0));
        Packet register = at("A").hearsAny();
        require(register.twoAt(4) != msgId, "an identifier that is in use");
        brokerSays(redelivery(1, "a", "one", 2));
        clientSays(regack(topic, register.twoAt(4), 0));
        require(hearsPublish(true) == msgId, "the same identifier");
        clientSays(pubrec(msgId));
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        clientSays(pubcomp(msgId));
    }

    @Test
    void nobodyIsToldWhatIsNotDurable() {
        store = new MemoryStore(unwritten::add);
        sleeperWithMessage();
        clientHearsNothing();
        untilWritten();
        int msgId = hearsPublish(false);
        clientSays(pubrec(msgId));
        clientSays(pubrec(msgId));
        clientHearsNothing();
        brokerHearsNothing();
        untilWritten();
        clientHears(pubrel(msgId));
        brokerHears(receipt(1));
        clientSays(pubcomp(msgId));
        clientHears(pingresp());
        brokerSays(released(1));
        brokerHearsNothing();
        untilWritten();
        brokerHears(completion(1));
    }

    @Test
    void aDeviceThatSleepsBeforeItsMessageIsWrittenDownGetsItWithItsNextWake() {
        store = new MemoryStore(unwritten::add);
        sleeperWithMessage();
        clientSays(sleep(100));
        clientHears(disconnect());
        untilWritten();
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        int msgId = hearsPublish(true);
        clientSays(pubrec(msgId));
        clientSays(sleep(100));
        clientHears(disconnect());
        untilWritten();
        brokerHears(receipt(1));
        clientHearsNothing();
        clientSays(pingreq(DEV1));
        clientHears(pubrel(msgId));
        clientSays(pubcomp(msgId));
        clientHears(pingresp());
    }

    @Override
    void untilWritten() {
        for (Runnable each = unwritten.poll(); each != null; each = unwritten.poll()) {
            each.run();
        }
        loop.settle();
    }
}
