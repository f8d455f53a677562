package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.gateway.e2e.RawSnClient.Heard;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Devices look for the gateway before they connect, while its broker comes and goes. */
@Timeout(120)
class DiscoveryIT {
    private static final String SEARCHGW = "01 00";
    private static final Optional<Heard> GWINFO = Optional.of(new Heard("030209"));

    @AutoClose
    private final Stage stage = new Stage();

    @Test
    void answersWhileTheBrokerIsThere() {
        MosquittoProcess broker = stage.mosquitto();
        GatewayProcess gateway = stage.gatewayTo(
                broker,
                Map.of(
                        "gateway-id", "9",
                        "uplink.reconnect-max", "1s",
                        "links.0.forwarders.0", "127.0.0.1",
                        "links.0.groups.0", "225.1.1.1%nosuch:" + Ports.free()));
        gateway.awaitLog("225.1.1.1"); // a warning, and the gateway goes on
        RawSnClient device = stage.device(gateway);
        searchUntil(device, GWINFO);

        broker.stop();
        searchUntil(device, Optional.empty());
        assertEquals(Optional.empty(), search(device));

        broker.startAgain();
        searchUntil(device, GWINFO);
        device.connects("found");
        assertEquals(
                List.of(),
                gateway.log().stream().filter(line -> line.contains("ERROR")).toList());
    }

    private static void searchUntil(RawSnClient device, Optional<Heard> answer) {
        for (int i = 0; i < 100; i++) {
            if (search(device).equals(answer)) {
                return;
            }
        }
        assertEquals(answer, search(device));
    }

    private static Optional<Heard> search(RawSnClient device) {
        device.says(SEARCHGW);
        return device.next(Duration.ofMillis(300));
    }
}
