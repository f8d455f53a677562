package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sleeping nodes behind each kind of dongle, through the whole gateway to real MQTT clients and back. */
class RadioDongleIT {
    private static final int NODES = 20;

    @ParameterizedTest
    @EnumSource(RadioKind.class)
    void twentyNodesPublishSleepAndGetTheirMessagesAndKeepTheirSessionsWhileTheDongleIsUnplugged(RadioKind kind)
            throws IOException {
        try (Stage stage = new Stage()) {
            Child subscriber = stage.subscriber("sim/+/out");
            Child dongle = dongle(stage, kind);
            gateway(stage, kind);
            eachNode(node -> dongle.await(" " + node + " published " + node + "-1$"));
            eachNode(node -> stage.publish("sim/" + node + "/in", "first"));
            eachNode(node -> dongle.await(" " + node + " heard first$"));
            dongle.tell("begin unplug");
            dongle.await(" unplugged$");
            eachNode(node -> stage.publish("sim/" + node + "/in", "second"));
            dongle.tell("end unplug");
            dongle.await(" plugged in ", 2);
            eachNode(node -> dongle.await(" " + node + " heard second$"));
            // a node subscribes once in its life: whoever hears this has still the session of before
            int published = published(dongle).size();
            dongle.await(" published ", published + NODES);
            nothingIsLost(dongle, subscriber);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SLIP")
    void withAFifthOfTheAirLostNothingOfQos1IsLost(RadioKind kind) throws IOException {
        try (Stage stage = new Stage()) {
            Child subscriber = stage.subscriber("sim/+/out");
            Child dongle = dongle(stage, kind, "--loss", "0.2");
            gateway(stage, kind);
            eachNode(node -> dongle.await(" " + node + " published " + node + "-1$"));
            for (String payload : List.of("first", "second", "third")) {
                eachNode(node -> stage.publish("sim/" + node + "/in", payload));
            }
            for (String payload : List.of("first", "second", "third")) {
                eachNode(node -> dongle.await(" " + node + " heard " + payload + "$"));
            }
            eachNode(node -> dongle.await(" " + node + " published " + node + "-3$"));
            nothingIsLost(dongle, subscriber);
        }
    }

    private static Child dongle(Stage stage, RadioKind kind, String... more) {
        List<String> words = new ArrayList<>(List.of("dongle"));
        words.addAll(kind.dongle());
        words.addAll(List.of("--pty", stage.device().toString(), "--nodes", "" + NODES));
        words.addAll(List.of("--control", "--sleep", "3s", "--wake-ups", "2", "--retry", "2s"));
        words.addAll(List.of(more));
        Child dongle = stage.simulator(words);
        dongle.await(" plugged in ");
        return dongle;
    }

    private static void gateway(Stage stage, RadioKind kind) {
        Map<String, String> settings = new LinkedHashMap<>();
        kind.link().forEach((key, value) -> settings.put("links.0." + key, value));
        settings.put("links.0.device", stage.device().toString());
        settings.put("links.0.retry-interval", "2s");
        stage.gateway(settings);
    }

    private static void eachNode(Consumer<String> action) {
        for (int i = 0; i < NODES; i++) {
            action.accept("node" + i);
        }
    }

    /** Whatever a node has seen acknowledged has come to the subscriber. */
    private static void nothingIsLost(Child dongle, Child subscriber) {
        Set<String> sent = published(dongle);
        for (String payload : sent) {
            subscriber.await("^sim/" + payload.replaceFirst("-\\d+$", "") + "/out " + payload + "$");
        }
        assertEquals(
                NODES,
                sent.stream()
                        .map(payload -> payload.replaceFirst("-\\d+$", ""))
                        .distinct()
                        .count());
    }

    private static Set<String> published(Child dongle) {
        return dongle.lines().stream()
                .filter(line -> line.contains(" published "))
                .map(line -> line.substring(line.lastIndexOf(' ') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
