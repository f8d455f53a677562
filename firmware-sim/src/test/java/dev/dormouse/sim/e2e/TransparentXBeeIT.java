package dev.dormouse.sim.e2e;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** A module in transparent mode, as they are sold, on a link with {@code auto-configure}. */
class TransparentXBeeIT {
    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void itIsBroughtIntoApiModeAtTheStartAndAgainWhenItHasForgottenIt() {
        Dongle dongle = Dongle.plugIn(stage, RadioKind.XBEE_DIGI_MESH, 4, "--api-mode", "0");
        dongle.awaitPluggedIn(1);
        Map<String, String> settings = new LinkedHashMap<>(dongle.link(0));
        settings.put("links.0.auto-configure", "true");
        Child gateway = stage.gateway(settings);
        dongle.awaitPublished(1);
        dongle.begins("reset");
        gateway.await("Link xbee-digi-mesh is down: the XBee module has stopped answering");
        gateway.await("Link xbee-digi-mesh is up", 2);
        dongle.awaitMorePublished();
    }
}
