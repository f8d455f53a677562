package dev.dormouse.gateway.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A thousand devices at one gateway; prints how long it took and what a connected device costs. */
@Timeout(300)
class ThousandClientsIT {
    private static final int CLIENTS = Integer.getInteger("dormouse.clients", 1_000);
    private static final int MESSAGES = 20;
    /** Devices that are between a request and its answer at the same time. */
    private static final int AT_ONCE = 50;

    @AutoClose
    private final Stage stage = new Stage();

    /** One device and the topic it has registered. */
    private static final class Member {
        private final int number;
        private final RawSnClient client;
        private String topic = "";

        Member(int number, RawSnClient client) {
            this.number = number;
            this.client = client;
        }
    }

    @ParameterizedTest(name = "{0} connections")
    @ValueSource(strings = {"per-client", "shared"})
    void eachMessageOfAThousandDevicesArrivesOnce(String connections) {
        MosquittoProcess broker = stage.mosquitto();
        MosquittoSub subscriber = stage.subscriber(broker.port(), "fleet/#", 1);
        GatewayProcess gateway = stage.gatewayTo(broker, Map.of("uplink.connections", connections));
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            members.add(new Member(i, stage.device(gateway)));
        }
        Jvm jvm = new Jvm(gateway.pid());
        long heapAtRest = jvm.liveHeap();
        long residentAtRest = jvm.resident();
        long begun = System.nanoTime();

        all(
                members,
                each -> each.client.says("04 04 01 012C", "member-" + each.number),
                each -> each.client.hears("05 00"));
        all(
                members,
                each -> each.client.says("0A 0000 0001", "fleet/" + each.number),
                each -> each.topic =
                        RawSnClient.hex(each.client.hears("0B ?? ?? 0001 00").number(2)));
        long connected = System.nanoTime();
        long resident = jvm.resident();
        long heap = jvm.liveHeap();
        long measured = System.nanoTime();
        for (int i = 0; i < MESSAGES; i++) {
            String id = RawSnClient.hex(100 + i);
            String payload = "-" + i;
            all(
                    members,
                    each -> each.client.says("0C 20" + each.topic + id, each.number + payload),
                    each -> each.client.hears("0D" + each.topic + id + "00"));
        }
        long published = System.nanoTime();
        all(members, each -> each.client.says("18"), each -> each.client.hears("18"));
        long gone = System.nanoTime();

        System.out.printf(
                "%d clients, %s: connected and registered in %d ms, %d messages of QoS 1 in %d ms, disconnected in %d ms%n",
                CLIENTS,
                connections,
                millis(begun, connected),
                CLIENTS * MESSAGES,
                millis(measured, published),
                millis(published, gone));
        System.out.printf(
                "%d clients, %s: a connected one costs %d octets of heap, %d of memory (%d MiB at rest, %d MiB with all)%n",
                CLIENTS,
                connections,
                (heap - heapAtRest) / CLIENTS,
                (resident - residentAtRest) / CLIENTS,
                residentAtRest >> 20,
                resident >> 20);
        stage.publish(broker.port(), "fleet/end", 1, "end");
        subscriber.hears("fleet/end", 1, "end");
        List<String> payloads = subscriber.payloads();
        Set<String> expected = new HashSet<>(Set.of("end"));
        for (int i = 0; i < CLIENTS * MESSAGES; i++) {
            expected.add(i / MESSAGES + "-" + i % MESSAGES);
        }
        assertEquals(expected, new HashSet<>(payloads));
        assertEquals(expected.size(), payloads.size(), "each arrives once");
        assertEquals(
                List.of(),
                gateway.log().stream()
                        .filter(line -> line.contains("Exception"))
                        .toList());
    }

    private static long millis(long from, long to) {
        return Duration.ofNanos(to - from).toMillis();
    }

    /** Lets the devices ask in groups, and each group hear its answers before the next one asks. */
    private static void all(List<Member> members, Consumer<Member> asks, Consumer<Member> hears) {
        for (int from = 0; from < members.size(); from += AT_ONCE) {
            List<Member> group = members.subList(from, Math.min(members.size(), from + AT_ONCE));
            Stream.of(asks, hears).forEach(group::forEach);
        }
    }
}
