package dev.dormouse.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;
import org.tinylog.Logger;

/**
 * How many groups the store has confirmed, in a file of its own. MVStore opens a file that has lost its end with an older state and
 * does not say so; by this number it shows. Written after the group itself and not synchronised, so it may be late, never early.
 */
final class ConfirmedMark implements AutoCloseable {
    private static final int OCTETS = 2 * Long.BYTES;
    private static final long CHECK = 0x446F726D6F757365L;

    private final Path file;
    private @Nullable FileChannel channel;
    private boolean reported;

    ConfirmedMark(Path file) {
        this.file = file;
    }

    /** The number last confirmed; 0 when there is none. */
    long read() throws IOException {
        if (!Files.exists(file)) {
            return 0;
        }
        ByteBuffer octets = ByteBuffer.wrap(Files.readAllBytes(file));
        if (octets.remaining() != OCTETS) {
            return 0;
        }
        long number = octets.getLong();
        return octets.getLong() == (number ^ CHECK) ? number : 0;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** A failure costs the check, not the data. */
    void confirm(long number) {
        try {
            if (channel == null) {
                channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            }
            ByteBuffer octets = ByteBuffer.allocate(OCTETS).putLong(number).putLong(number ^ CHECK);
            channel.write(octets.flip(), 0);
        } catch (IOException e) {
            if (!reported) {
                Logger.warn("session store: {} cannot be written ({})", file, e.toString());
                reported = true;
            }
        }
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            Logger.debug(e, "session store: {} did not close", file);
        }
    }
}
