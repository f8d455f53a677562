package dev.dormouse.uplink.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** The broker's directory, held by one process at a time: two brokers on one journal would destroy it. */
final class DataDirectory implements AutoCloseable {
    private final Path path;
    private final FileChannel lockFile;

    private DataDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataDirectory claim(Path directory) throws BrokerException {
        Path path = directory.toAbsolutePath();
        FileChannel lockFile;
        try {
            Files.createDirectories(path);
            lockFile = FileChannel.open(
                    path.resolve("dormouse.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new BrokerException("The broker's data directory " + path + " is not writable (" + e + ").", e);
        }
        if (lock(lockFile, path) == null) {
            throw new BrokerException("The broker's data directory " + path
                    + " is in use by another broker. Stop it, or configure another directory.");
        }
        return new DataDirectory(path, lockFile);
    }

    private static @Nullable FileLock lock(FileChannel lockFile, Path path) throws BrokerException {
        FileLock lock = null;
        try {
            lock = lockFile.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process
        } catch (IOException e) {
            throw new BrokerException("The broker's data directory " + path + " cannot be locked (" + e + ").", e);
        } finally {
            if (lock == null) {
                closeQuietly(lockFile);
            }
        }
        return lock;
    }

    String resolve(String name) {
        return path.resolve(name).toString();
    }

    /** Writes a small text file and gives its full name. */
    String write(String name, String text) throws BrokerException {
        try {
            return Files.writeString(path.resolve(name), text, StandardCharsets.ISO_8859_1)
                    .toString();
        } catch (IOException e) {
            throw new BrokerException("The broker's data directory " + path + " is not writable (" + e + ").", e);
        }
    }

    /** Gives the directory free. */
    @Override
    public void close() {
        closeQuietly(lockFile);
    }

    private static void closeQuietly(FileChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // nothing was written, and the lock is gone with the descriptor
        }
    }
}
