package dev.dormouse.gateway.store;

import dev.dormouse.uplink.ClientId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where groups of changes are written, one group after the other, by one thread. */
interface Disk extends AutoCloseable {
    /**
     * One thing to write.
     *
     * @param change null: the whole client goes
     */
    record Write(ClientId client, @Nullable SessionChange change) {}

    /**
     * Writes a group; when this returns, all of it would survive the end of the machine. Writing the same group again does no harm.
     *
     * @throws RuntimeException if the disk does not take it; the next call tries afresh
     */
    void write(List<Write> group);

    @Override
    void close();
}
