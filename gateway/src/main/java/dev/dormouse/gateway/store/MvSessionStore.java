package dev.dormouse.gateway.store;

import dev.dormouse.gateway.store.Disk.Write;
import dev.dormouse.uplink.ClientId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.tinylog.Logger;

/** Sessions in a file of the data directory, written behind in groups that are synchronised with the disk. */
public final class MvSessionStore implements SessionStore {
    static final String FILE = "sessions.mv";
    static final String MARK = "sessions.mark";

    private static final int MOST_WAITING = 100_000;
    private static final long RETRY_MILLIS = 10_000;

    private final GroupWriter writer;
    private List<SessionSnapshot> loaded;

    private MvSessionStore(Opened opened) {
        this.loaded = opened.sessions;
        this.writer = new GroupWriter(opened.file, MOST_WAITING, RETRY_MILLIS);
    }

    private record Opened(StoreFile file, List<SessionSnapshot> sessions) {}

    /**
     * Opens the store of a data directory, or begins one. A file that is damaged, or has lost something that was confirmed, is set
     * aside under another name, and an empty one begun.
     *
     * @throws StoreException if the file belongs to another process, or the directory cannot be used
     */
    public static MvSessionStore open(Path directory) throws StoreException {
        Path file = directory.resolve(FILE);
        try {
            Files.createDirectories(directory);
            if (Files.exists(file) && !(Files.isReadable(file) && Files.isWritable(file))) {
                throw new IOException("no permission to read and write it");
            }
            return new MvSessionStore(openOrSetAside(file, new ConfirmedMark(directory.resolve(MARK))));
        } catch (IOException e) {
            throw new StoreException("The session store " + file + " cannot be used: " + e + ".", e);
        }
    }

    private static Opened openOrSetAside(Path file, ConfirmedMark mark) throws IOException, StoreException {
        if (!Files.exists(file) && mark.read() > 0) {
            Logger.warn("session store: {} is gone; no session is restored", file);
            mark.delete();
        }
        String damage;
        try {
            return read(file, mark);
        } catch (UnreadableException e) {
            damage = String.valueOf(e.getMessage());
        } catch (RuntimeException e) {
            if (StoreFile.isLocked(e)) {
                throw new StoreException(
                        "The session store " + file
                                + " is in use by another process. Stop it, or configure another data directory.",
                        e);
            }
            damage = e.toString();
        }
        mark.delete();
        Path aside = StoreFile.setAside(file);
        Logger.error(
                "session store: {} is damaged ({}); it is kept as {}, and the gateway starts without the sessions in it",
                file,
                damage,
                aside);
        return new Opened(new StoreFile(file, mark), List.of());
    }

    private static Opened read(Path file, ConfirmedMark mark) throws IOException, UnreadableException {
        long confirmed = mark.read();
        StoreFile opened = new StoreFile(file, mark);
        boolean good = false;
        try {
            if (opened.commits() < confirmed) {
                throw new UnreadableException("it has lost the last " + (confirmed - opened.commits()) + " of "
                        + confirmed + " groups of changes that had been confirmed");
            }
            List<SessionSnapshot> sessions = opened.read();
            good = true;
            return new Opened(opened, sessions);
        } finally {
            if (!good) {
                opened.abandon();
            }
        }
    }

    @Override
    public List<SessionSnapshot> loadAll() {
        List<SessionSnapshot> all = loaded;
        loaded = List.of();
        return all;
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void append(ClientId client, SessionChange change, Runnable whenDurable) {
        writer.append(new Write(client, change), whenDurable);
    }

    @Override
    public void append(ClientId client, SessionChange change) {
        writer.append(new Write(client, change));
    }

    @Override
    public void remove(ClientId client) {
        writer.append(new Write(client, null));
    }

    @Override
    public void close() {
        writer.close();
    }
}
