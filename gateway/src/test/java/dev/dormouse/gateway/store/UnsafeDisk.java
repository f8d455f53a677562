package dev.dormouse.gateway.store;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;

/**
 * A disk that keeps what was synchronised, and of all else what it likes, in any order and also in part: file names that begin with
 * {@code unsafe:}. One file at a time.
 */
final class UnsafeDisk extends FilePathWrapper {
    private static final int SECTOR = 512;

    private final Random random;
    private final Consumer<byte[]> afterPowerLoss;
    private byte[] present = new byte[0];
    private byte[] safe = new byte[0];
    private final List<Step> unsafe = new ArrayList<>();

    /**
     * An empty disk.
     *
     * @param afterPowerLoss gets what the file may be if the power is lost now
     */
    UnsafeDisk(Random random, Consumer<byte[]> afterPowerLoss) {
        this.random = random;
        this.afterPowerLoss = afterPowerLoss;
    }

    /** Octets at a place, or with none of them the end of the file there. */
    private static final class Step {
        final int at;
        final byte[] octets;

        Step(int at, byte[] octets) {
            this.at = at;
            this.octets = octets;
        }

        byte[] in(byte[] file) {
            if (octets.length == 0) {
                return Arrays.copyOf(file, at);
            }
            byte[] changed = Arrays.copyOf(file, Math.max(file.length, at + octets.length));
            System.arraycopy(octets, 0, changed, at, octets.length);
            return changed;
        }
    }

    @Override
    public String getScheme() {
        return "unsafe";
    }

    @Override
    public FileChannel open(String mode) {
        return new Channel();
    }

    @Override
    public boolean exists() {
        return true;
    }

    @Override
    public boolean canWrite() {
        return true;
    }

    /** H2 makes a path for each name by its constructor without parameters; all are this one. */
    @Override
    public FilePathWrapper getPath(String path) {
        name = path;
        return this;
    }

    @Override
    public UnsafeDisk getParent() {
        return this;
    }

    private void loseThePower() {
        byte[] file = safe;
        for (Step each : unsafe) {
            int kept = random.nextInt(3) == 0 ? random.nextInt(each.octets.length / SECTOR + 1) * SECTOR : -1;
            if (kept > 0) {
                file = new Step(each.at, Arrays.copyOf(each.octets, kept)).in(file);
            } else if (random.nextBoolean()) {
                file = each.in(file);
            }
        }
        afterPowerLoss.accept(file);
    }

    private void take(Step step) {
        present = step.in(present);
        unsafe.add(step);
        loseThePower();
    }

    private final class Channel extends FileBaseDefault {
        @Override
        public long size() {
            return present.length;
        }

        @Override
        public synchronized int read(ByteBuffer to, long position) {
            int octets = Math.min(to.remaining(), present.length - (int) position);
            if (octets <= 0) {
                return -1;
            }
            to.put(present, (int) position, octets);
            return octets;
        }

        @Override
        public synchronized int write(ByteBuffer from, long position) {
            byte[] octets = new byte[from.remaining()];
            from.get(octets);
            take(new Step((int) position, octets));
            return octets.length;
        }

        @Override
        protected void implTruncate(long size) {
            take(new Step((int) size, new byte[0]));
        }

        @Override
        public void force(boolean metaData) {
            loseThePower();
            safe = present;
            unsafe.clear();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) {
            return new FileLock(this, position, size, shared) {
                @Override
                public boolean isValid() {
                    return true;
                }

                @Override
                public void release() {}
            };
        }
    }
}
