package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The command that lets nodes into the network of a running gateway. */
class PermitJoinIT {
    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void itReachesTheAdapterOfTheGatewayOrSaysWhyNot() {
        Map<String, String> settings = new LinkedHashMap<>(Map.of("links.0.host", "127.0.0.1", "links.0.port", "0"));
        Dongle dongle = Dongle.plugIn(stage, RadioKind.Z_STACK_3, 1);
        dongle.awaitPluggedIn(1);
        settings.putAll(dongle.link(1));

        says(1, "No gateway answers in .*: does it run", settings, "z-stack-3", "60s");
        Child gateway = stage.gateway(settings);
        gateway.await("Link z-stack-3 is up");
        says(0, "^Nodes may join link \"z-stack-3\" for 60 s$", settings, "z-stack-3", "1m");
        says(0, "^No node may join link \"z-stack-3\" any more$", settings, "z-stack-3", "0s");
        says(1, "^There is no link \"attic\"; there are udp, z-stack-3$", settings, "attic", "60s");
        says(1, "^Only links of type \"znp\" permit nodes to join; link \"udp\" is none$", settings, "udp", "60s");
        dongle.begins("unplug", Duration.ofSeconds(30));
        gateway.await("Link z-stack-3 is down");
        says(1, "^The network of link \"z-stack-3\" is down", settings, "z-stack-3", "60s");
        says(2, "--for is at most 254s", settings, "z-stack-3", "5m");
    }

    private void says(int exit, String text, Map<String, String> settings, String link, String time) {
        Child command = stage.dormouse(settings, "permit-join", "--link", link, "--for", time);
        command.await(text);
        assertEquals(exit, command.awaitExit(Duration.ofSeconds(20)));
    }
}
