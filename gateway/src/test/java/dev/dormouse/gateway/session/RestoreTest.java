package dev.dormouse.gateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.dialect.v12.V12Dialect;
import dev.dormouse.gateway.downlink.Downlink;
import dev.dormouse.gateway.loop.Loop;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.topic.PredefinedTopics;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Qos;
import dev.dormouse.uplink.Will;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;

/** What is restored is what was kept: a session that is put together from a snapshot would write down the same one. */
class RestoreTest {
    private static final Instant NOW = Instant.ofEpochMilli(1_800_000_000_000L);
    private static final ClientId CLIENT = new ClientId("dev1");

    /** A clock that stands still; nothing that is scheduled happens. */
    private static final class StillLoop implements Loop {
        @Override
        public Instant now() {
            return NOW;
        }

        @Override
        public long nanoTime() {
            return 0;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            return () -> {};
        }

        @Override
        public boolean inLoop() {
            return true;
        }

        @Override
        public void execute(Runnable task) {}
    }

    private static final class NobodyListens implements SessionEvents {
        @Override
        public void queued(int octets) {}

        @Override
        public boolean isGatewayFull() {
            return false;
        }

        @Override
        public void bound(ClientSession session, Downlink address) {}

        @Override
        public void unbound(ClientSession session, Downlink address, Parting parting) {}

        @Override
        public void missed(ClientSession session, Downlink lastSeenAt) {}

        @Override
        public void missedNoMore(ClientSession session, Downlink lastSeenAt) {}

        @Override
        public void connectBegun(@Nullable Downlink address) {}

        @Override
        public void connectOver(@Nullable Downlink address) {}

        @Override
        public void rests(ClientSession session) {}

        @Override
        public void ended(ClientSession session) {}

        @Override
        public void uplinkWanted(ClientSession session) {}

        @Override
        public void farewellWanted(ClientSession session) {}

        @Override
        public void uplinkSettled(ClientSession session) {}

        @Override
        public void dropped(ClientSession session, DropReason reason) {}
    }

    @RepeatedTest(50)
    void aRestoredSessionIsTheOneThatWasKept() {
        long seed = new Random().nextLong();
        SessionSnapshot kept = snapshot(new Random(seed));
        MemoryStore store = new MemoryStore(task -> {});
        ClientSession session = new ClientSession(
                CLIENT,
                new StillLoop(),
                SessionSettings.defaults(),
                (client, loop, hears) -> message -> {},
                store,
                PredefinedTopics.none().forClient("dev1"),
                new NobodyListens());

        session.restore(kept, null, new V12Dialect().rules());

        assertEquals(List.of(), store.loadAll(), "nothing needs to be written, seed " + seed);
        session.journal.drop();
        session.journal.keepAlive(kept.standing().keepAlive());
        session.journal.asleep(
                kept.standing().promised(),
                Duration.between(NOW, kept.standing().until()));
        assertEquals(List.of(kept), store.loadAll(), "seed " + seed);
    }

    private static SessionSnapshot snapshot(Random random) {
        Map<Integer, SessionChange.Alias> aliases = new TreeMap<>();
        for (int i = random.nextInt(20); i > 0; i--) {
            int number = 1 + random.nextInt(50);
            aliases.put(number, new SessionChange.Alias(number, "name/" + number, random.nextInt(4) - 1));
        }
        Map<String, SessionChange.Subscribed> subscriptions = new TreeMap<>();
        for (int i = random.nextInt(10); i > 0; i--) {
            String filter = "filter/" + random.nextInt(50) + "/+";
            subscriptions.put(filter, new SessionChange.Subscribed(filter, topic(random), qos(random)));
        }
        List<SessionChange.ExchangeOpened> exchanges = new ArrayList<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            exchanges.add(0, new SessionChange.ExchangeOpened(10 * i, 100 + i, topic(random)));
        }
        return new SessionSnapshot(
                CLIENT,
                standing(random),
                List.copyOf(aliases.values()),
                List.copyOf(subscriptions.values()),
                will(random),
                exchanges,
                deliveries(random));
    }

    private static List<SessionChange.DeliveryOpened> deliveries(Random random) {
        List<SessionChange.DeliveryOpened> deliveries = new ArrayList<>();
        for (SessionChange.Progress progress : SessionChange.Progress.values()) {
            if (random.nextBoolean()) {
                deliveries.add(new SessionChange.DeliveryOpened(
                        10 + deliveries.size(),
                        random.nextInt(3),
                        progress,
                        "t",
                        Bytes.ofUtf8("m"),
                        random.nextBoolean()));
            }
        }
        return deliveries;
    }

    private static SessionChange.Standing standing(Random random) {
        Duration promised = Duration.ofSeconds(1 + random.nextInt(65535));
        return new SessionChange.Standing(
                random.nextBoolean(),
                1 + random.nextInt(100),
                Duration.ofSeconds(random.nextInt(65536)),
                SessionChange.Stage.ASLEEP,
                promised,
                NOW.plusMillis(random.nextInt(1_000_000)),
                null);
    }

    private static @Nullable Will will(Random random) {
        return random.nextBoolean() ? null : new Will("w", Bytes.ofUtf8("gone"), qos(random), random.nextBoolean());
    }

    private static TopicRef topic(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> new TopicRef.Alias(random.nextInt(65536));
            case 1 -> new TopicRef.Predefined(random.nextInt(65536));
            default -> new TopicRef.Name(Bytes.ofUtf8("name/" + random.nextInt(9)));
        };
    }

    private static Qos qos(Random random) {
        return Qos.of(random.nextInt(3));
    }
}
