package dev.dormouse.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.store.SessionChange.Progress;
import dev.dormouse.uplink.ClientId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The file: what was confirmed is there again, or the file is set aside. */
class MvSessionStoreTest {
    private final Path directory;

    MvSessionStoreTest(@TempDir Path directory) {
        this.directory = directory;
    }

    private static SessionChange standing(int connection) {
        return new SessionChange.Standing(
                true,
                connection,
                Duration.ofSeconds(60),
                SessionChange.Stage.ASLEEP,
                Duration.ofSeconds(100),
                Instant.ofEpochMilli(1234567),
                new Binding("udp", "192.0.2.7:5001"));
    }

    /** Returns when all that was appended before is on the disk. */
    private static void sync(SessionStore store, ClientId client, SessionChange change) throws InterruptedException {
        CountDownLatch durable = new CountDownLatch(1);
        store.append(client, change, durable::countDown);
        assertTrue(durable.await(30, TimeUnit.SECONDS), "not durable in time");
    }

    @RepeatedTest(10)
    void givesBackWhatWasAppended() throws Exception {
        long seed = new Random().nextLong();
        RandomChanges changes = new RandomChanges(seed);
        MemoryStore model = new MemoryStore(task -> {});
        for (int run = 0; run < 3; run++) {
            try (MvSessionStore store = MvSessionStore.open(directory)) {
                assertEquals(new HashSet<>(model.loadAll()), new HashSet<>(store.loadAll()), "seed " + seed);
                for (int i = 0; i < 300; i++) {
                    ClientId client = changes.client();
                    if (changes.chance(3)) {
                        store.remove(client);
                        model.remove(client);
                    } else {
                        SessionChange change = changes.next();
                        store.append(client, change);
                        model.append(client, change);
                    }
                }
            }
        }
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            assertEquals(new HashSet<>(model.loadAll()), new HashSet<>(store.loadAll()), "seed " + seed);
        }
    }

    @Test
    void saysThatTheFileIsLocked() throws Exception {
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            sync(store, new ClientId("a"), standing(1));
            StoreException refusal = assertThrows(StoreException.class, () -> MvSessionStore.open(directory));
            assertTrue(String.valueOf(refusal.getMessage()).contains("in use by another process"));
        }
    }

    @Test
    void setsADamagedFileAside() throws Exception {
        Files.writeString(directory.resolve(MvSessionStore.FILE), "this is not a store ".repeat(1000));
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            assertEquals(List.of(), store.loadAll());
            sync(store, new ClientId("a"), standing(1));
        }
        assertTrue(Files.exists(directory.resolve(MvSessionStore.FILE + ".damaged-1")));
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            assertEquals(1, store.loadAll().size());
        }
    }

    /** A file that lost its end, at many places: all that was confirmed is there, or the file is kept under another name. */
    @Test
    void neverForgetsInSilenceWhatWasConfirmed() throws Exception {
        Path original = Files.createDirectory(directory.resolve("original"));
        List<Path> stages = new ArrayList<>();
        MvSessionStore store = MvSessionStore.open(original);
        try (store) {
            for (int i = 0; i < 40; i++) {
                sync(store, new ClientId("client-" + i), standing(i));
            }
            // Taken while the store is open, as a kill would leave it.
            stages.add(copy(original, "killed"));
        }
        stages.add(copy(original, "closed"));
        int whole = 0;
        int aside = 0;
        for (Path stage : stages) {
            long size = Files.size(stage.resolve(MvSessionStore.FILE));
            for (long cut = size; cut >= 0; cut -= Math.max(1, size / 60)) {
                Path torn = copy(stage, "torn");
                truncate(torn.resolve(MvSessionStore.FILE), cut);
                try (MvSessionStore again = MvSessionStore.open(torn)) {
                    int sessions = again.loadAll().size();
                    boolean setAside = Files.exists(torn.resolve(MvSessionStore.FILE + ".damaged-1"));
                    assertTrue(sessions == 40 || setAside, "cut at " + cut + " of " + size + ": " + sessions);
                    assertEquals(setAside ? 0 : 40, sessions);
                    whole += setAside ? 0 : 1;
                    aside += setAside ? 1 : 0;
                    if (cut == size) {
                        assertEquals(40, sessions, "a file that nobody cut");
                    }
                }
                delete(torn);
            }
        }
        System.out.printf("torn store: %d cuts opened with everything, %d were set aside%n", whole, aside);
    }

    @Test
    void theFileDoesNotGrowForEver() throws Exception {
        ClientId client = new ClientId("a");
        long largest = 0;
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            sync(store, client, standing(1));
            for (int i = 0; i < 400; i++) {
                sync(store, client, new SessionChange.DeliveryOpened(1, i, Progress.SENT, "t", random(50_000), false));
                largest = Math.max(largest, Files.size(directory.resolve(MvSessionStore.FILE)));
            }
        }
        assertTrue(largest < 8 << 20, largest + " octets");
        try (MvSessionStore store = MvSessionStore.open(directory)) {
            SessionSnapshot kept = store.loadAll().get(0);
            assertEquals(standing(1), kept.standing());
            assertEquals(399, kept.deliveries().get(0).upstreamId());
        }
    }

    private static Bytes random(int octets) {
        byte[] data = new byte[octets];
        new Random().nextBytes(data);
        return Bytes.of(data);
    }

    /** What a write leaves that was torn before it was confirmed: the file as it was, and rubbish behind. */
    @Test
    void opensWithEverythingConfirmedBehindATornWrite() throws Exception {
        Path original = Files.createDirectory(directory.resolve("original"));
        byte[] before;
        byte[] after;
        byte[] mark;
        try (MvSessionStore store = MvSessionStore.open(original)) {
            for (int i = 0; i < 20; i++) {
                sync(store, new ClientId("client-" + i), standing(i));
            }
            before = Files.readAllBytes(original.resolve(MvSessionStore.FILE));
            mark = Files.readAllBytes(original.resolve(MvSessionStore.MARK));
            sync(store, new ClientId("torn"), standing(99));
            after = Files.readAllBytes(original.resolve(MvSessionStore.FILE));
        }
        int length = Math.max(before.length, after.length);
        for (int torn = 0; torn <= length; torn += 512) {
            byte[] mixture = new byte[length];
            System.arraycopy(before, 0, mixture, 0, before.length);
            System.arraycopy(after, 0, mixture, 0, Math.min(torn, after.length));
            Path again = Files.createDirectory(directory.resolve("again"));
            Files.write(again.resolve(MvSessionStore.FILE), mixture);
            Files.write(again.resolve(MvSessionStore.MARK), mark);
            try (MvSessionStore store = MvSessionStore.open(again)) {
                int sessions = store.loadAll().size();
                assertTrue(sessions == 20 || sessions == 21, "torn at " + torn + " of " + length + ": " + sessions);
            }
            delete(again);
        }
    }

    private Path copy(Path from, String name) throws IOException {
        Path to = Files.createDirectory(directory.resolve(name));
        for (String each : List.of(MvSessionStore.FILE, MvSessionStore.MARK)) {
            Files.copy(from.resolve(each), to.resolve(each));
        }
        return to;
    }

    private static void truncate(Path file, long size) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(size);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }
}
