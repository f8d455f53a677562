package dev.dormouse.sim.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A simulated dongle on a stage, with sleeping nodes behind it. */
final class Dongle {
    private static final Pattern PUBLISHED = Pattern.compile(" published (\\S+)$");

    private final RadioKind kind;
    private final int nodes;
    private final Path device;
    private final Child child;

    private Dongle(RadioKind kind, int nodes, Path device, Child child) {
        this.kind = kind;
        this.nodes = nodes;
        this.device = device;
        this.child = child;
    }

    /** Plugs one in; {@code more} are further words of the command. */
    static Dongle plugIn(Stage stage, RadioKind kind, int nodes, String... more) {
        Path device = stage.device(kind.text());
        List<String> words = new ArrayList<>(List.of("dongle"));
        kind.dongle().forEach(words::add);
        words.addAll(List.of("--pty", device.toString(), "--nodes", "" + nodes, "--name", kind.text() + "-"));
        words.addAll(List.of("--control", "--sleep", "3s", "--wake-ups", "2", "--retry", "2s"));
        words.addAll(List.of(more));
        return new Dongle(kind, nodes, device, stage.simulator(words));
    }

    /** The keys of a link to it, the first of the gateway being number 0. */
    Map<String, String> link(int number) {
        Map<String, String> keys = new LinkedHashMap<>();
        kind.link().forEach((key, value) -> keys.put("links." + number + "." + key, value));
        keys.put("links." + number + ".name", kind.text());
        keys.put("links." + number + ".device", device.toString());
        keys.put("links." + number + ".retry-interval", "2s");
        return keys;
    }

    /** Where the gateway finds it. */
    Path device() {
        return device;
    }

    List<String> nodes() {
        return IntStream.range(0, nodes).mapToObj(i -> kind.text() + "-" + i).toList();
    }

    /** Where a node hears. */
    static String topicOf(String node) {
        return "sim/" + node + "/in";
    }

    void awaitPluggedIn(int times) {
        child.await(" plugged in ", times);
    }

    /** Waits until each node has so many of its messages acknowledged. */
    void awaitPublished(int number) {
        nodes().forEach(node -> child.await(" " + node + " published " + node + "-" + number + "$"));
    }

    /** Waits until each node publishes once more than it had. */
    void awaitMorePublished() {
        Map<String, Integer> before = new LinkedHashMap<>();
        published().forEach(payload -> before.merge(nodeOf(payload), 1, Integer::sum));
        nodes().forEach(node ->
                child.await(" " + node + " published " + node + "-" + (before.getOrDefault(node, 0) + 1) + "$"));
    }

    /** Waits until each node has heard this. */
    void awaitHeard(String payload) {
        nodes().forEach(node -> child.await(" " + node + " heard " + payload + "$"));
    }

    /** No node has heard a message that begins so. */
    void neverHears(String beginning) {
        assertEquals(
                List.of(),
                child.lines().stream()
                        .filter(line -> line.contains(" heard " + beginning))
                        .toList());
    }

    void begins(String fault) {
        child.tell("begin " + fault);
        child.await(" " + fault + " begins$");
    }

    /** Begins a fault that ends by itself. */
    void begins(String fault, Duration length) {
        child.tell("begin " + fault + " " + length.toMillis() + "ms");
        child.await(" " + fault + " begins$");
    }

    void ends(String fault) {
        child.tell("end " + fault);
        child.await(" " + fault + " ends$");
    }

    void awaitEnd(String fault) {
        child.await(" " + fault + " ends$");
    }

    /** Whatever a node has seen acknowledged has come to the subscriber, and each node has published. */
    void nothingIsLost(Child subscriber) {
        Set<String> sent = published();
        for (String payload : sent) {
            subscriber.await("^sim/" + nodeOf(payload) + "/out " + payload + "$");
        }
        assertEquals(nodes, sent.stream().map(Dongle::nodeOf).distinct().count(), kind.text());
        System.out.printf("%s: %d messages of %d nodes acknowledged, none lost%n", kind.text(), sent.size(), nodes);
    }

    private Set<String> published() {
        return child.lines().stream()
                .map(PUBLISHED::matcher)
                .filter(Matcher::find)
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String nodeOf(String payload) {
        return payload.substring(0, payload.lastIndexOf('-'));
    }
}
