package dev.dormouse.gateway.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.gateway.store.Disk.Write;
import dev.dormouse.uplink.ClientId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.h2.store.fs.FilePath;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The power goes at any moment, and the disk has kept what it likes of all that was not synchronised: what was confirmed is there. With
 * space of the file used again ({@code setReuseSpace}) this fails.
 */
class PowerLossTest {
    private static final int GROUPS = 1100;
    private static final int GROUPS_IN_A_LIFE = 100;
    private static final int LOOKED_AT_PERCENT = 6;

    private final Path directory;
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);
    private final List<byte[]> remains = new ArrayList<>();
    private int looked;

    PowerLossTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void losesNothingThatWasConfirmed() throws Exception {
        UnsafeDisk unsafe = new UnsafeDisk(random, remains::add);
        FilePath.register(unsafe);
        RandomChanges changes = new RandomChanges(seed);
        MemoryStore model = new MemoryStore(task -> {});
        StoreFile file = open();
        try {
            file.write(group(changes, model));
            remains.clear();
            for (int i = 0; i < GROUPS; i++) {
                Set<SessionSnapshot> before = new HashSet<>(model.loadAll());
                assertEquals(
                        before, new HashSet<>(file.read()), "seed " + seed); // Both forget halves of sessions here.
                long confirmed = file.commits();
                if (i % GROUPS_IN_A_LIFE == GROUPS_IN_A_LIFE - 1) {
                    file = openAgain(file);
                    assertEquals(before, new HashSet<>(file.read()), "seed " + seed);
                    lookAtWhatRemains(confirmed, before, before);
                }
                file.write(group(changes, model));
                lookAtWhatRemains(confirmed, before, new HashSet<>(model.loadAll()));
            }
        } finally {
            file.abandon();
            FilePath.unregister(unsafe);
        }
        System.out.printf("power lost at %d moments in %d groups of changes%n", looked, GROUPS);
    }

    private StoreFile open() {
        return new StoreFile(Path.of("unsafe:store"), new ConfirmedMark(directory.resolve("mark")), Long.MAX_VALUE);
    }

    /** The program ends, in good order or not, and is started again. */
    private StoreFile openAgain(StoreFile file) {
        if (random.nextBoolean()) {
            file.close();
        } else {
            file.abandon();
        }
        return open();
    }

    private void lookAtWhatRemains(long confirmed, Set<SessionSnapshot> before, Set<SessionSnapshot> after)
            throws Exception {
        for (byte[] each : remains) {
            if (random.nextInt(100) < LOOKED_AT_PERCENT) {
                look(each, confirmed, before, after);
                looked++;
            }
        }
        remains.clear();
    }

    private void look(byte[] octets, long confirmed, Set<SessionSnapshot> before, Set<SessionSnapshot> after)
            throws Exception {
        Path found = directory.resolve("found");
        Files.write(found, octets);
        try (StoreFile file = new StoreFile(found, new ConfirmedMark(directory.resolve("found-mark")))) {
            boolean newer = file.commits() == confirmed + 1;
            assertTrue(newer || file.commits() == confirmed, file.commits() + ", not " + confirmed + ", seed " + seed);
            assertEquals(newer ? after : before, new HashSet<>(file.read()), "seed " + seed);
        }
    }

    private static List<Write> group(RandomChanges changes, MemoryStore model) {
        List<Write> group = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            ClientId client = changes.client();
            if (changes.chance(3)) {
                group.add(new Write(client, null));
                model.remove(client);
            } else {
                SessionChange change = changes.next();
                group.add(new Write(client, change));
                model.append(client, change);
            }
        }
        return group;
    }
}
