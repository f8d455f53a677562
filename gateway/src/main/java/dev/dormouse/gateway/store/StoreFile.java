package dev.dormouse.gateway.store;

import dev.dormouse.codec.Bytes;
import dev.dormouse.uplink.ClientId;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * The file with the sessions, an H2 MVStore. It only ever grows at its end, so that a group which was torn in the middle leaves the one
 * before it as it was: where MVStore uses space again, it can lose the way to its newest chunk when the power goes. A file that has grown
 * too large is written anew beside the old one, which it then replaces.
 */
final class StoreFile implements Disk {
    private static final int CACHE_MEBIOCTETS = 4;
    private static final long SMALLEST_LIMIT_OCTETS = 4L << 20;
    private static final int MOST_GROWTH = 4;
    private static final String SESSIONS = "sessions";
    private static final String COUNTERS = "counters";
    private static final String COMMITS = "commits";

    private final Path file;
    private final ConfirmedMark mark;
    private MVStore store;
    private MVMap<String, byte[]> sessions;
    private MVMap<String, Long> counters;
    private long commits;
    private long limitOctets;

    /**
     * Opens the file, or begins it.
     *
     * @throws MVStoreException if it is locked or damaged
     */
    StoreFile(Path file, ConfirmedMark mark) {
        this(file, mark, SMALLEST_LIMIT_OCTETS);
    }

    /** The same, with the size from which the file is written anew. */
    StoreFile(Path file, ConfirmedMark mark, long limitOctets) {
        this.limitOctets = limitOctets;
        this.file = file;
        this.mark = mark;
        this.store = open(file);
        try {
            this.sessions = store.openMap(SESSIONS);
            this.counters = store.openMap(COUNTERS);
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
        opened.setReuseSpace(false);
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
        if (store.getFileStore().size() > limitOctets) {
            writeAnew();
        }
    }

    /** What the file holds, without what it has held. A failure is told in the log only: the old file is still good. */
    private void writeAnew() {
        Path fresh = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(fresh);
            copyTo(fresh);
            store.closeImmediately();
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            synchronise(file.toAbsolutePath().getParent());
            reopen();
            limitOctets = Math.max(
                    SMALLEST_LIMIT_OCTETS, MOST_GROWTH * store.getFileStore().size());
        } catch (IOException | RuntimeException e) {
            Logger.warn("session store: {} cannot be made smaller ({})", file, e.toString());
            limitOctets *= 2;
            delete(fresh);
        }
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            Logger.debug(e, "session store: {} is left behind", unfinished);
        }
    }

    private void copyTo(Path fresh) {
        MVStore target = open(fresh);
        try {
            target.<String, byte[]>openMap(SESSIONS).putAll(sessions);
            target.<String, Long>openMap(COUNTERS).putAll(counters);
            target.commit();
            target.sync();
        } finally {
            target.closeImmediately();
        }
    }

    /** A new name is durable when its directory is. */
    private static void synchronise(@Nullable Path folder) throws IOException {
        if (folder != null) {
            try (FileChannel channel = FileChannel.open(folder)) {
                channel.force(true);
            }
        }
    }

    /** After a failure MVStore has closed itself, and what it had not committed is gone; the group will be written again. */
    private void reopen() {
        store = open(file);
        sessions = store.openMap(SESSIONS);
        counters = store.openMap(COUNTERS);
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
