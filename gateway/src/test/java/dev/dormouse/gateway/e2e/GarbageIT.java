package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Random and mutated datagrams at a running gateway while one well-behaved device publishes. More of them by
 * {@code -Ddormouse.garbage=1000000}, the same ones again by {@code -Ddormouse.garbage.seed}.
 */
@Timeout(1200)
class GarbageIT {
    private static final int DATAGRAMS = Integer.getInteger("dormouse.garbage", 200_000);
    private static final int WARM_UP = 20_000;
    private static final int BURST = 50;
    private static final int SENDERS = 20;
    private static final int STRANGERS_SESSIONS = 300;
    private static final Duration TRETRY = Duration.ofSeconds(1);
    private static final int NRETRY = 30;

    /** What caches and the sessions that are still open may add between the end of the warm-up and the end of the run. */
    private static final long HEAP_TOLERATED = 24L << 20;

    @AutoClose
    private final Stage stage = new Stage();

    private final List<RawSnClient> senders = new ArrayList<>();
    private int published;
    private int repeated;

    @Test
    void aDeviceLosesNothingWhileTheGatewayIsFloodedWithGarbage() {
        long seed = Long.getLong("dormouse.garbage.seed", System.nanoTime());
        System.out.println("garbage: " + DATAGRAMS + " datagrams, -Ddormouse.garbage.seed=" + seed);
        MosquittoProcess broker = stage.mosquitto();
        MosquittoSub subscriber = stage.subscriber(broker.port(), "good/work", 1);
        GatewayProcess gateway = stage.gatewayTo(
                broker, Map.of("limits.clients", "" + STRANGERS_SESSIONS, "topics.predefined.1", "junk/predefined"));
        RawSnClient device = stage.device(gateway);
        device.connects("well-behaved");
        String topic = RawSnClient.hex(device.registers("good/work"));
        for (int i = 0; i < SENDERS; i++) {
            senders.add(stage.device(gateway));
        }
        Jvm jvm = new Jvm(gateway.pid());
        Garbage garbage = new Garbage(seed);

        flood(garbage, WARM_UP, device, topic);
        long before = jvm.liveHeap();
        long begun = System.nanoTime();
        flood(garbage, DATAGRAMS, device, topic);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        long after = jvm.liveHeap();

        System.out.printf(
                "garbage: %d datagrams in %d.%03d s; %d messages acknowledged, %d repetitions; live heap %d KiB before, %d KiB after%n",
                DATAGRAMS, took.toSeconds(), took.toMillisPart(), published, repeated, before / 1024, after / 1024);
        subscriber.hears("good/work", 1, "m" + published);
        Set<String> arrived = new HashSet<>(subscriber.payloads());
        for (int i = 1; i <= published; i++) {
            assertTrue(arrived.contains("m" + i), "lost: m" + i + ", seed " + seed);
        }
        assertEquals(List.of(), complaints(gateway), "seed " + seed);
        assertTrue(after < before + HEAP_TOLERATED, "heap " + before + " before, " + after + " after, seed " + seed);
        device.says("16");
        device.hears("17");
        device.says("18");
        device.hears("18");
        gateway.terminate();
        assertEquals(0, gateway.awaitExit(Duration.ofSeconds(20)), gateway::toString);
        long lines = gateway.log().size();
        String drops = gateway.awaitLog("since the last report: ");
        System.out.println("garbage: " + lines + " lines in the log; " + drops);
        assertTrue(drops.contains("malformed"), "the garbage did not arrive: " + drops);
    }

    /** The device's own exchange after each burst sets the pace: the gateway decides how fast garbage comes. */
    private void flood(Garbage garbage, int datagrams, RawSnClient device, String topic) {
        for (int sent = 0; sent < datagrams; sent++) {
            int sender = sent % SENDERS;
            // Now and then it is a client again, or most of the garbage would never meet a session.
            boolean connects = sent / SENDERS % 16 == 0;
            senders.get(sender).sends(connects ? RawSnClient.message("04 04 01 0002", "m" + sender) : garbage.next());
            if (sent % BURST == BURST - 1) {
                publishes(device, topic);
            }
        }
    }

    private void publishes(RawSnClient device, String topic) {
        published++;
        String header = topic + RawSnClient.hex(1 + published % 0xFFFF);
        String text = "m" + published;
        String acknowledgement = "070D" + header + "00";
        device.says("0C 20" + header, text);
        for (int attempt = 0; attempt < NRETRY; attempt++) {
            String heard = device.next(TRETRY).map(RawSnClient.Heard::digits).orElse("");
            if (heard.equals(acknowledgement)) {
                return;
            }
            if (heard.isEmpty()) {
                repeated++;
                device.says("0C A0" + header, text);
            }
        }
        throw new AssertionError("never acknowledged: " + text);
    }

    private static List<String> complaints(GatewayProcess gateway) {
        return gateway.log().stream()
                .filter(line -> line.contains("Exception") || line.contains(" ERROR ") || line.startsWith("\tat "))
                .limit(20)
                .toList();
    }
}
