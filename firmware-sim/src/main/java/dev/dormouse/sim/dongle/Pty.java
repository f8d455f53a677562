package dev.dormouse.sim.dongle;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A pseudo-terminal that looks like a serial device to another program: a socat as child process holds it and passes its octets to us
 * through pipes. Each one is a device of its own, as after plugging a dongle in; closing it is pulling the dongle out.
 */
public final class Pty implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 5000;
    private static final long LOOK_MILLIS = 5;

    private final Process socat;
    private final Path link;
    private boolean stalled;

    private Pty(Process socat, Path link) {
        this.socat = socat;
        this.link = link;
    }

    /**
     * Opens one and waits until it is there.
     *
     * @param link where the symbolic link to the device is made
     * @throws IOException if there is no socat, or no device after five seconds
     */
    public static Pty open(Path link) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder("socat", "PTY,link=" + link.toAbsolutePath() + ",raw,echo=0", "STDIO")
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
        } catch (IOException e) {
            throw new IOException("socat cannot be started, install it (apt install socat): " + e.getMessage(), e);
        }
        Pty pty = new Pty(process, link);
        try {
            pty.await();
            return pty;
        } catch (IOException e) {
            pty.close();
            throw e;
        }
    }

    private void await() throws IOException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
        while (!Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
            if (ended(LOOK_MILLIS) || System.nanoTime() > deadline) {
                throw new IOException("socat has made no device at " + link + "; does the folder exist, is it ours?");
            }
        }
    }

    private boolean ended(long waitMillis) throws IOException {
        try {
            return socat.waitFor(waitMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while waiting for socat", e);
        }
    }

    /** What the other program writes. */
    public InputStream input() {
        return socat.getInputStream();
    }

    /** What the other program reads. */
    public OutputStream output() {
        return socat.getOutputStream();
    }

    /** Takes and gives nothing any more until {@link #resume}; what the other program writes piles up until it has to wait. */
    public void stall() throws IOException {
        stalled = true;
        signal("STOP");
    }

    /** Goes on after {@link #stall}. */
    public void resume() throws IOException {
        if (stalled) {
            stalled = false;
            signal("CONT");
        }
    }

    private void signal(String name) throws IOException {
        new ProcessBuilder("kill", "-" + name, Long.toString(socat.pid()))
                .inheritIO()
                .start();
    }

    /** Takes the device away, and the link; also when the thread is interrupted, which is how a run ends. */
    @Override
    public void close() {
        boolean interrupted = Thread.interrupted();
        try {
            resume();
            socat.destroy();
            if (!socat.waitFor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
                socat.destroyForcibly();
            }
            Files.deleteIfExists(link);
        } catch (InterruptedException e) {
            socat.destroyForcibly();
            interrupted = true;
        } catch (IOException e) {
            socat.destroyForcibly();
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
