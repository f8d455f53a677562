package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.ReasonCode;
import dev.dormouse.uplink.ToBroker;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Clients that were active when the gateway was killed, each on a connection of its own: the MQTT server would publish their Wills when
 * nobody comes back for them in time (I-20 as amended).
 */
class RestartActiveScriptsTest extends Script {
    /** 60 s with tolerance, and the time that a device needs to repeat itself. */
    private static final Duration ABSENCE = seconds(90).plus(seconds(40));

    private static final Will WILL = will("w", "gone");

    private final MemoryStore memory = new MemoryStore(loop);

    @BeforeEach
    void sessionsAreKept() {
        store = memory;
        broker.acceptsEverything();
    }

    private void activeWithWill(Packet connect) {
        clientSays(connect.will());
        clientHears(willTopicReq());
        clientSays(willTopic("w"));
        clientHears(willMsgReq());
        clientSays(willMsg("gone"));
        clientHears(connack(0));
    }

    private static ToBroker cleanConnectionThatIsResumed() {
        return new ToBroker.Connect(false, Duration.ZERO, Duration.ofHours(24), WILL);
    }

    private void restarted() {
        gatewayDies();
        broker.acceptsNothing();
        gatewayStarts();
    }

    @Test
    @Requirement("SN12-003")
    void theBrokerIsToldThatAClientWithAWillIsWell() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        clientSays(pingreq());
        clientHears(disconnect());
        clientSays(connect(DEV1).clean());
        brokerHears(farewell());
        brokerHears(guardedConnection());
        brokerSays(accepted());
        clientHears(connack(0));
    }

    @Test
    void theSameForALastingSession() {
        activeWithWill(connect(DEV1));
        restarted();
        brokerHears(lastingConnection(WILL));
        brokerSays(resumed());
        after(ABSENCE.minusMillis(1));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastWords(WILL));
        require(gateway().sessions() == 1, "a lasting session is kept");
    }

    @Test
    @Requirement("SN12-152")
    void aClientThatDoesNotComeBackIsLost() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        after(ABSENCE);
        brokerHears(lastWords(WILL));
        require(gateway().sessions() == 0, "it is over");
        require(memory.loadAll().isEmpty(), "and forgotten");
    }

    @Test
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the gateway keeps clients of which the server does not know")
    void aWillThatComesLaterCountsToo() {
        connectedClean();
        require(memory.loadAll().isEmpty(), "nothing is kept of a clean session without a Will");
        clientSays(willTopicUpd("w"));
        clientHears(willTopicResp(0));
        require(memory.loadAll().size() == 1, "with a Will it is kept");
        clientSays(emptyWillTopicUpd());
        clientHears(willTopicResp(0));
        require(memory.loadAll().isEmpty(), "without one it is not");
    }

    @Test
    @OnlyIn(
            value = {Mode.PER_CLIENT, Mode.ON_STORE},
            because = "the gateway keeps clients of which the server does not know")
    void aClientThatWasOnlyWokenIsNotTakenForASleeper() {
        settings = settings.keepingSessionsAtWakeConnect();
        connectedClean();
        clientSays(sleep(10));
        clientHears(disconnect());
        clientSays(connect(DEV1).clean());
        clientHears(connack(0));
        after(seconds(50));
        require(memory.loadAll().isEmpty(), "a clean session that is awake is not kept");
    }

    // ---- farewells of clients that have not connected again ----

    @Test
    void aFarewellFromWhereItWasCountsBeforeItConnectsAgain() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "it is over");
        require(memory.loadAll().isEmpty(), "and forgotten");
        after(seconds(10));
        clientSays(disconnect());
        clientHears(disconnect());
        after(ABSENCE);
        brokerHearsNothing();
    }

    @Test
    void aLastingSessionIsKeptAfterSuchAFarewell() {
        activeWithWill(connect(DEV1));
        restarted();
        brokerHears(lastingConnection(WILL));
        brokerSays(resumed());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(farewell());
        restarted();
        after(ABSENCE);
        brokerHearsNothing();
        require(gateway().sessions() == 1, "a lasting session is kept");
    }

    /** The server lets go of the Will when a connection of the client ends in order; so there has to be one. */
    @Test
    void suchAFarewellWaitsForTheConnectionToTheServer() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHearsNothing();
        brokerSays(resumed());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "it is over");
    }

    @Test
    @OnlyIn(
            value = Mode.PER_CLIENT,
            because = "with a queue of the gateway's own the session never hears that its server is busy")
    void suchAFarewellBeginsTheConnectionThatHasToWait() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(refused(ReasonCode.SERVER_BUSY));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        brokerHears(farewell());
        require(gateway().sessions() == 0, "it is over");
    }

    @Test
    void aNodeIsToldFromTheOthersBehindItsForwarder() {
        Node node = new Node(at("F"), "1a2b");
        node.says(connect(DEV1).clean().will());
        node.hears(willTopicReq());
        node.says(willTopic("w"));
        node.hears(willMsgReq());
        node.says(willMsg("gone"));
        node.hears(connack(0));
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        new Node(at("F"), "1a2c").says(disconnect());
        new Node(at("G"), "1a2b").says(disconnect());
        at("F").says(disconnect());
        brokerHearsNothing();
        node.says(disconnect());
        node.hears(disconnect());
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-003")
    void nothingElseCountsBeforeItConnectsAgain() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        at("B").says(disconnect());
        clientSays(sleep(10));
        clientSays(pingreq());
        clientHears(disconnect());
        after(ABSENCE);
        brokerHears(lastWords(WILL));
    }

    @Test
    void anAddressThatHasBecomeAnotherDevicesSaysFarewellForThatOneOnly() {
        activeWithWill(connect(DEV1).clean());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        broker.acceptsEverything();
        clientSays(connect("dev2").clean());
        clientHears(connack(0));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears("dev2", farewell());
        after(seconds(10));
        clientSays(disconnect());
        clientHears(disconnect());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        clientSays(disconnect());
        after(ABSENCE.minusMillis(1));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(lastWords(WILL));
    }

    @Test
    void theSameWhenTheAddressHadBecomeAnotherDevicesBeforeTheKill() {
        activeWithWill(connect(DEV1).clean());
        clientSays(connect("dev2").clean());
        clientHears(connack(0));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears("dev2", farewell());
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerSays(resumed());
        clientSays(disconnect());
        after(ABSENCE);
        brokerHears(lastWords(WILL));
    }

    @Test
    void whereTwoClaimToHaveBeenNobodySaysFarewell() {
        activeWithWill(connect(DEV1).clean());
        at("B").says(connect("dev2").clean().will());
        at("B").hears(willTopicReq());
        at("B").says(willTopic("w"));
        at("B").hears(willMsgReq());
        at("B").says(willMsg("gone"));
        at("B").hears(connack(0));
        memory.append(new ClientId("dev2"), standingOf(DEV1));
        restarted();
        brokerHears(cleanConnectionThatIsResumed());
        brokerHears("dev2", cleanConnectionThatIsResumed());
        clientSays(disconnect());
        clientHearsNothing();
    }

    private SessionChange.Standing standingOf(String client) {
        return memory.loadAll().stream()
                .filter(kept -> kept.client().text().equals(client))
                .findAny()
                .orElseThrow()
                .standing();
    }

    @Test
    void whoCameBackElsewhereIsNotWhereItWas() {
        activeWithWill(connect(DEV1));
        restarted();
        broker.acceptsEverything();
        brokerHears(lastingConnection(WILL));
        brokerSays(resumed());
        at("B").says(connect(DEV1));
        at("B").hears(connack(0));
        clientSays(disconnect());
        at("B").says(pingreq());
        at("B").hears(pingresp());
    }
}
