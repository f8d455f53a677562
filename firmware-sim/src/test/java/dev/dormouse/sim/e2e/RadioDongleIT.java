package dev.dormouse.sim.e2e;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Sleeping nodes behind every kind of dongle, all on one gateway, to real MQTT clients and back. */
class RadioDongleIT {
    private static final int NODES = 20;

    /** How long the dongles are unplugged; a longer time can be asked for with {@code -Ddormouse.unplugged=20}. */
    private static final Duration UNPLUGGED = Duration.ofSeconds(Integer.getInteger("dormouse.unplugged", 4));

    @Test
    void nodesPublishAndSleepAndGetTheirMessagesAndKeepTheirSessionsWhileTheirDongleIsUnplugged() throws IOException {
        try (Stage stage = new Stage()) {
            Child subscriber = stage.subscriber("sim/+/out");
            List<Dongle> dongles = plugIn(stage, EnumSet.allOf(RadioKind.class));
            dongles.forEach(dongle -> dongle.awaitPublished(1));
            publishToAll(stage, dongles, "first");
            dongles.forEach(dongle -> dongle.awaitHeard("first"));
            dongles.forEach(dongle -> dongle.begins("unplug", UNPLUGGED));
            publishToAll(stage, dongles, "second");
            dongles.forEach(dongle -> dongle.awaitPluggedIn(2));
            dongles.forEach(dongle -> dongle.awaitHeard("second"));
            // a node subscribes once in its life: whoever hears this has still the session of before
            dongles.forEach(Dongle::awaitMorePublished);
            dongles.forEach(dongle -> dongle.nothingIsLost(subscriber));
        }
    }

    @Test
    void withAFifthOfTheAirLostNothingOfQos1IsLost() throws IOException {
        Set<RadioKind> kinds = EnumSet.of(
                RadioKind.SLIP,
                RadioKind.XBEE_ZIGBEE,
                RadioKind.XBEE_802_15_4,
                RadioKind.XBEE_DIGI_MESH,
                RadioKind.Z_STACK_3,
                RadioKind.Z_STACK_1_2,
                RadioKind.BLE);
        try (Stage stage = new Stage()) {
            Child subscriber = stage.subscriber("sim/+/out");
            List<Dongle> dongles = plugIn(stage, kinds, "--loss", "0.2");
            dongles.forEach(dongle -> dongle.awaitPublished(1));
            List<String> payloads = List.of("first", "second", "third");
            payloads.forEach(payload -> publishToAll(stage, dongles, payload));
            payloads.forEach(payload -> dongles.forEach(dongle -> dongle.awaitHeard(payload)));
            dongles.forEach(dongle -> dongle.awaitPublished(3));
            dongles.forEach(dongle -> dongle.nothingIsLost(subscriber));
        }
    }

    /** Dongles of these kinds, and a gateway with a link to each. */
    private static List<Dongle> plugIn(Stage stage, Set<RadioKind> kinds, String... more) {
        List<Dongle> dongles = new ArrayList<>();
        Map<String, String> settings = new LinkedHashMap<>();
        for (RadioKind kind : kinds) {
            Dongle dongle = Dongle.plugIn(stage, kind, NODES, more);
            settings.putAll(dongle.link(dongles.size()));
            dongles.add(dongle);
        }
        dongles.forEach(dongle -> dongle.awaitPluggedIn(1));
        stage.gateway(settings);
        return dongles;
    }

    private static void publishToAll(Stage stage, List<Dongle> dongles, String payload) {
        dongles.stream()
                .flatMap(dongle -> dongle.nodes().stream())
                .forEach(node -> stage.publish(Dongle.topicOf(node), payload));
    }
}
