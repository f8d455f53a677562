package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The commands for serial ports. */
@Timeout(120)
class SerialCommandsIT {
    @AutoClose
    private final Stage stage = new Stage();

    private Child dormouse(Map<String, String> settings, String... arguments) {
        return stage.keep(GatewayProcess.launch(stage.folder(), GatewayProcess.variables(settings), arguments));
    }

    private SerialBridge bridge() {
        assumeTrue(SerialBridge.isPossible(), "needs socat on the PATH");
        return stage.keep(new SerialBridge(stage.folder())).plugIn();
    }

    @Test
    void sniffPrintsFramesAndPackets() {
        SerialBridge bridge = bridge();
        Child sniff = dormouse(
                Map.of("links.0.type", "forwarder", "links.0.name", "radio", "links.0.device", bridge.device()),
                "sniff",
                "--link",
                "radio",
                "--seconds",
                "8");
        sniff.awaitLine("up: forwarder, slip");
        bridge.node("1234").send(RawSnClient.message("04 04 01 003C", "node-1"));
        sniff.awaitLine("← 05fe0012340c04040");
        sniff.awaitLine("line/1234: CONNECT[");
        bridge.babbles("boot\r\n".getBytes(StandardCharsets.US_ASCII));
        bridge.node("1234").send(RawSnClient.message("16", ""));
        sniff.awaitLine("line/1234: PINGREQ[");
        assertEquals(0, sniff.awaitExit(Child.PATIENCE));
        sniff.awaitLine("frames: no packet=1");
    }

    @Test
    void sniffTellsWhatItHasCountedWhenItIsStopped() {
        SerialBridge bridge = bridge();
        Child sniff = dormouse(
                Map.of("links.0.type", "forwarder", "links.0.name", "radio", "links.0.device", bridge.device()),
                "sniff",
                "--link",
                "radio");
        sniff.awaitLine("up: forwarder, slip");
        sniff.terminate();
        sniff.awaitLine("opened=1");
        assertEquals(0, sniff.awaitExit(Child.PATIENCE));
        assertFalse(sniff.toString().contains("is gone"), sniff::toString);
    }

    @Test
    void sniffNamesTheLinksThereAre() {
        Child sniff = dormouse(Map.of(), "sniff", "--link", "radio");
        sniff.awaitLine("There is no link \"radio\"; there are udp");
        assertEquals(2, sniff.awaitExit(Child.PATIENCE));
    }

    @Test
    void portsLists() {
        assertEquals(0, dormouse(Map.of(), "ports").awaitExit(Child.PATIENCE));
    }

    @Test
    void portsTellsWhatDoesNotAnswer() {
        SerialBridge bridge = bridge();
        Child ports = dormouse(Map.of(), "ports", "--probe", bridge.device());
        ports.awaitLine("no answer; it may be a forwarder");
        assertEquals(0, ports.awaitExit(Child.PATIENCE));
        Child missing = dormouse(Map.of(), "ports", "--probe", "/dev/no-such-port");
        missing.awaitLine("/dev/no-such-port is not there");
    }
}
