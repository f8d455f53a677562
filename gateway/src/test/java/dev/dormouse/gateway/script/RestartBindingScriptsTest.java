package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import dev.dormouse.gateway.store.MemoryStore;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who is where after the gateway was killed and started again (I-10, I-30, I-34). */
class RestartBindingScriptsTest extends Script {
    private static final String DEV2 = "dev2";

    @BeforeEach
    void sessionsAreKept() {
        store = new MemoryStore(loop);
        broker.acceptsEverything();
    }

    private void sleeps(Packet connect) {
        clientSays(connect);
        clientHears(connack(0));
        clientSays(sleep(100));
        clientHears(disconnect());
    }

    /** Else what the other device says would be taken for the sleeper's, and the sleeper's messages would go there. */
    @Test
    @Requirement("SN12-003")
    void anAddressThatHadBecomeAnotherDevicesIsNotTheSleepersAgain() {
        sleeps(connect(DEV1));
        clientSays(connect(DEV2).clean());
        clientHears(connack(0));
        gatewayDies();
        gatewayStarts();
        clientSays(pingreq());
        clientHears(disconnect());
        at("B").says(pingreq(DEV1));
        after(millis(300));
        at("B").hears(pingresp());
    }

    @Test
    void theTimeThatIsLeftIsKeptWhenTheAddressIsLost() {
        sleeps(connect(DEV1));
        after(seconds(60));
        clientSays(connect(DEV2).clean());
        clientHears(connack(0));
        clientSays(disconnect());
        clientHears(disconnect());
        brokerHears(DEV2, farewell());
        gatewayDies();
        gatewayStarts();
        after(millis(49_999));
        brokerHearsNothing();
        after(millis(1));
        brokerHears(farewell());
    }

    @Test
    @Requirement("SN12-094")
    void aNodeBehindAForwarderNoticesNothing() {
        Node node = new Node(at("F"), "1a2b");
        node.says(connect(DEV1));
        node.hears(connack(0));
        node.says(sleep(100));
        node.hears(disconnect());
        gatewayDies();
        gatewayStarts();
        node.says(pingreq());
        after(millis(300));
        node.hears(pingresp());
    }
}
