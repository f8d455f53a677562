package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.ClientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/**
 * The file with the sessions, an H2 MVStore. It only ever grows at its end before it is compacted, so that a group which was torn in
 * the middle leaves the one before it as it was.
 */
final class StoreFile implements Disk {
    private static final int COMMITS_BETWEEN_COMPACTIONS = 256;
    private static final int WANTED_FILL_PERCENT = 80;
    private static final int CACHE_MEBIOCTETS = 4;
    private static final int COMPACTED_OCTETS = 4 << 20;
    private static final String COMMITS = "commits";

    private final Path file;
    private final ConfirmedMark mark;
    private MVStore store;
    private MVMap<String, byte[]> sessions;
    private MVMap<String, Long> counters;
    private long commits;

    /**
     * Opens the file, or begins it.
     *
     * @throws MVStoreException if it is locked or damaged
     */
    StoreFile(Path file, ConfirmedMark mark) {
        this.file = file;
        this.mark = mark;
        this.store = open(file);
        try {
            this.sessions = store.openMap("sessions");
            this.counters = store.openMap("counters");
            this.commits = counters.getOrDefault(COMMITS, 0L);
        } catch (RuntimeException e) {
            store.closeImmediately();
            throw e;
        }
    }

    private static MVStore open(Path file) {
        MVStore opened = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(CACHE_MEBIOCTETS)
                .open();
        opened.setRetentionTime(0);
        opened.setVersionsToKeep(0);
        return opened;
    }

    static boolean isLocked(RuntimeException e) {
        return e instanceof MVStoreException mv && mv.getErrorCode() == DataUtils.ERROR_FILE_LOCKED;
    }

    /** How many groups have been written in the life of this file. */
    long commits() {
        return commits;
    }

    /**
     * All sessions, every entry of which is read.
     *
     * @throws UnreadableException if anything in it is not ours
     * @throws MVStoreException if the file is damaged
     */
    List<SessionSnapshot> read() throws UnreadableException {
        List<SessionSnapshot> all = new ArrayList<>();
        List<ClientId> halves = new ArrayList<>();
        SnapshotBuilder builder = null;
        for (Cursor<String, byte[]> entries = sessions.cursor(null); entries.hasNext(); ) {
            String key = entries.next();
            if (builder == null || !StoredForm.belongsTo(builder.client(), key)) {
                sort(builder, all, halves);
                builder = new SnapshotBuilder(StoredForm.clientOf(key));
            }
            builder.apply(StoredForm.read(key, entries.getValue()));
        }
        sort(builder, all, halves);
        // Begun, but never said how it stands: must not be mixed with what comes later of the same client.
        halves.forEach(this::remove);
        return all;
    }

    private static void sort(@Nullable SnapshotBuilder builder, List<SessionSnapshot> whole, List<ClientId> halves) {
        if (builder == null) {
            return;
        }
        SessionSnapshot snapshot = builder.build();
        if (snapshot == null) {
            halves.add(builder.client());
        } else {
            whole.add(snapshot);
        }
    }

    @Override
    public void write(List<Write> group) {
        if (store.isClosed()) {
            reopen();
        }
        for (Write each : group) {
            SessionChange change = each.change();
            if (change == null) {
                remove(each.client());
                continue;
            }
            String key = StoredForm.key(each.client(), change);
            Bytes value = StoredForm.value(change);
            if (value == null) {
                sessions.remove(key);
            } else {
                sessions.put(key, value.toArray());
            }
        }
        commits++;
        counters.put(COMMITS, commits);
        store.commit();
        store.sync();
        mark.confirm(commits);
        if (commits % COMMITS_BETWEEN_COMPACTIONS == 0) {
            store.compact(WANTED_FILL_PERCENT, COMPACTED_OCTETS);
        }
    }

    /** After a failure MVStore has closed itself, and what it had not committed is gone; the group will be written again. */
    private void reopen() {
        store = open(file);
        sessions = store.openMap("sessions");
        counters = store.openMap("counters");
        commits = counters.getOrDefault(COMMITS, 0L);
    }

    private void remove(ClientId client) {
        List<String> keys = new ArrayList<>();
        for (Iterator<String> it = sessions.keyIterator(StoredForm.firstKey(client)); it.hasNext(); ) {
            String key = it.next();
            if (!StoredForm.belongsTo(client, key)) {
                break;
            }
            keys.add(key);
        }
        keys.forEach(sessions::remove);
    }

    @Override
    public void close() {
        store.close();
        mark.close();
    }

    /** Closes without writing anything, in whatever condition the file is. */
    void abandon() {
        store.closeImmediately();
    }

    /** Moves a damaged file out of the way, under a name that is free; gives the name. */
    static Path setAside(Path file) throws IOException {
        int number = 1;
        Path aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
        while (Files.exists(aside)) {
            number++;
            aside = file.resolveSibling(file.getFileName() + ".damaged-" + number);
        }
        return Files.move(file, aside);
    }
}
