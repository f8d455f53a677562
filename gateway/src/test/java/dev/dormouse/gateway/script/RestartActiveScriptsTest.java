package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.store.MemoryStore;
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
}
