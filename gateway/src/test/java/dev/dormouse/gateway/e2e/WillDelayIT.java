package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Wills of devices that are well while their gateway is killed (I-20), with a real broker that knows the Will Delay. */
@Timeout(120)
class WillDelayIT {
    /** Longer than a gateway takes to start on a busy machine. */
    private static final String WILL_DELAY = "15s";

    @AutoClose
    private final Stage stage = new Stage();

    private final MosquittoProcess broker = stage.mosquitto();

    /** A gateway with an active device that has left a Will with it. */
    private final class Household {
        private final String id;
        private final Map<String, String> settings = new HashMap<>();
        private final RawSnClient device;
        private GatewayProcess gateway;

        private Household(String id, String connections) {
            this.id = id;
            settings.put("data", stage.folder().toString());
            settings.put("links.0.port", "" + Ports.free());
            settings.put("uplink.connections", connections);
            settings.put("uplink.will-delay", WILL_DELAY);
            gateway = stage.gatewayTo(broker, settings);
            device = stage.device(gateway);
            // Without CleanSession, and with a keep-alive time longer than the Will delay.
            device.says("04 08 01 003C", id);
            device.hears("06");
            device.says("07 20", "will/" + id);
            device.hears("08");
            device.says("09", "gone");
            device.hears("05 00");
        }

        /** The device is told to connect again (I-55), and does; its Will is still there. */
        void startAgain() {
            gateway = stage.gatewayTo(broker, settings);
            device.says("16");
            device.hears("18");
            device.says("04 00 01 003C", id);
            device.hears("05 00");
        }
    }

    @Test
    void theBrokerPublishesTheWillsOfAGatewayThatStaysAwayAndNoneOfOnesThatComeBack() {
        MosquittoSub subscriber = stage.subscriber(broker.port(), "will/+", 1);
        Household back = new Household("back", "per-client");
        Household shared = new Household("shared", "shared");
        Household away = new Household("away", "per-client");

        back.gateway.kill();
        shared.gateway.kill();
        away.gateway.kill();
        back.startAgain();
        shared.startAgain();

        // The last one to be killed: by now the time of the others has passed, too.
        subscriber.hears("will/away", 1, "gone");
        stage.publish(broker.port(), "will/end", 1, "end");
        subscriber.hears("will/end", 1, "end");
        assertEquals(List.of("gone", "end"), subscriber.payloads());
    }
}
