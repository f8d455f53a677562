package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.connack;
import static dev.dormouse.gateway.script.Packets.connect;
import static dev.dormouse.gateway.script.Upstream.accepted;
import static dev.dormouse.gateway.script.Upstream.cleanConnection;

import dev.dormouse.gateway.Requirement;
import org.junit.jupiter.api.Test;

/** How clients come in (1.2 section 6.2, I-10 to I-18). */
class ConnectScriptsTest extends Script {
    @Test
    @Requirement({"SN12-079", "SN12-033"})
    void acceptsAClientWhenTheBrokerHas() {
        clientSays(connect("dev1").clean());
        brokerHears(cleanConnection());
        clientHearsNothing();
        brokerSays(accepted());
        clientHears(connack(0x00));
    }
}
