package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import java.util.List;

/**
 * Where sessions write down what shall survive the program (I-55). Changes of one client are kept in the order in which they are
 * appended; nothing here ever blocks the caller.
 */
public interface SessionStore extends AutoCloseable {
    /**
     * What was kept when the program ended, one snapshot a client. Called once, before anything is appended. Of a client that never
     * said how it stands, all is forgotten.
     */
    List<SessionSnapshot> loadAll();

    /** True when what is appended outlives the program. */
    boolean isDurable();

    /**
     * Writes a change behind.
     *
     * @param whenDurable runs when the change, and every earlier one of the client, is on the disk or never will be because the disk
     *     fails, which the store reports itself; on any thread, never inside this call
     */
    void append(ClientId client, SessionChange change, Runnable whenDurable);

    /** Writes a change behind that nobody waits for. */
    default void append(ClientId client, SessionChange change) {
        append(client, change, () -> {});
    }

    /** Forgets all of a client. */
    void remove(ClientId client);

    /** Writes what still waits. Nothing is appended after this. */
    @Override
    void close();

    /** A store that keeps nothing: sessions end with the program. */
    static SessionStore none() {
        return new ForgetfulStore();
    }
}
