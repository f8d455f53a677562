package dev.dormouse.bench.startup;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.message.TopicRef;
import dev.dormouse.gateway.store.Binding;
import dev.dormouse.gateway.store.MvSessionStore;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.gateway.store.StoreException;
import dev.dormouse.uplink.ClientId;
import dev.dormouse.uplink.Qos;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Semaphore;

/** Writes a store of clients that sleep for a day, each with a subscription and three topic aliases. */
public final class SleepingStore {
    private static final int CHANGES_WAITING = 10_000;
    private static final int ALIASES = 3;

    /** To each address; no two clients are at the same one. */
    private static final int PORTS = 64_000;

    private SleepingStore() {}

    /** Arguments: the directory of the store, and how many clients. */
    public static void main(String[] arguments) throws StoreException, InterruptedException {
        int clients = Integer.parseInt(arguments[1]);
        Semaphore room = new Semaphore(CHANGES_WAITING);
        Instant until = Instant.now().plus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        try (SessionStore store = MvSessionStore.open(Path.of(arguments[0]))) {
            store.loadAll();
            for (int number = 0; number < clients; number++) {
                ClientId client = new ClientId("sleeper-" + number);
                Binding binding = new Binding("udp", "127.0." + number / PORTS + ".1:" + (1024 + number % PORTS));
                write(
                        store,
                        client,
                        room,
                        new SessionChange.Standing(
                                true,
                                1,
                                Duration.ofMinutes(1),
                                SessionChange.Stage.ASLEEP,
                                Duration.ofDays(1),
                                until,
                                binding));
                String topic = "plant/" + number + "/";
                write(
                        store,
                        client,
                        room,
                        new SessionChange.Subscribed(
                                topic + 1, new TopicRef.Name(Bytes.ofUtf8(topic + 1)), Qos.AT_LEAST_ONCE));
                for (int alias = 1; alias <= ALIASES; alias++) {
                    write(store, client, room, new SessionChange.Alias(alias, topic + alias, 1));
                }
            }
            room.acquire(CHANGES_WAITING);
        }
    }

    private static void write(SessionStore store, ClientId client, Semaphore room, SessionChange change)
            throws InterruptedException {
        room.acquire();
        store.append(client, change, room::release);
    }
}
