package dev.dormouse.sim.dongle;

import dev.dormouse.codec.Bytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Plays a dongle on a pseudo-terminal in real time, and plugs it in and out as the script of faults says. */
public final class DongleRunner {
    private static final int MOST_TASKS = 1024;
    private static final long LONGEST_WAIT_MILLIS = 1000;

    private final Path link;
    private final Timeline time;
    private final Air air;
    private final FaultScript faults;
    private final Tally tally;
    private final Function<Rig, Dongle> maker;
    private final Consumer<String> news;
    /** What other threads have for this one. */
    private final BlockingQueue<Runnable> tasks = new ArrayBlockingQueue<>(MOST_TASKS);

    private final long start = System.nanoTime();
    private @Nullable Plug plug;
    private @Nullable Dongle dongle;
    private @Nullable FaultyWire wire;

    /**
     * A dongle that is not plugged in yet.
     *
     * @param link where the host is to find it
     * @param maker builds the dongle anew each time that it gets power
     * @param news hears of plugging, and of faults that begin and end
     */
    public DongleRunner(
            Path link,
            Timeline time,
            Air air,
            FaultScript faults,
            Tally tally,
            Function<Rig, Dongle> maker,
            Consumer<String> news) {
        this.link = link;
        this.time = time;
        this.air = air;
        this.faults = faults;
        this.tally = tally;
        this.maker = maker;
        this.news = news;
    }

    /**
     * Plays until the thread is interrupted; plugs the dongle in first if nobody has yet.
     *
     * @throws IOException if the pseudo-terminal cannot be made, or is gone without being asked to go
     */
    public void run() throws IOException {
        try {
            if (plug == null) {
                plugIn();
            }
            faults.announce(this::faultBegins, this::faultEnds);
            while (!Thread.currentThread().isInterrupted()) {
                time.advanceTo(elapsed());
                long wait = Math.min(time.nextDue() - elapsed(), LONGEST_WAIT_MILLIS);
                Runnable task = tasks.poll(Math.max(0, wait), TimeUnit.MILLISECONDS);
                if (task != null) {
                    time.advanceTo(elapsed());
                    task.run();
                }
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            pullOut();
        }
    }

    /** Begins or ends a fault that the script does not know of; from any thread. */
    public void fault(FaultKind kind, boolean begins) {
        enqueue(() -> {
            if (begins) {
                faults.byHand(kind, true);
                faultBegins(kind);
            } else {
                end(kind);
            }
        });
    }

    /** Begins a fault that ends by itself after a time in milliseconds; from any thread. */
    public void fault(FaultKind kind, long millis) {
        fault(kind, true);
        enqueue(() -> time.after(millis, () -> end(kind)));
    }

    private void end(FaultKind kind) {
        faults.byHand(kind, false);
        faultEnds(kind);
    }

    /** Has the thread that plays do something with the air; false, and nothing is done, if it has too much to do. From any thread. */
    public boolean offer(Runnable task) {
        return tasks.offer(task);
    }

    private void enqueue(Runnable task) {
        try {
            tasks.put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** What is heard from a port after the dongle was pulled out of it is nobody's. */
    private void hear(Pty from, @Nullable Bytes octets) {
        Dongle present = dongle;
        if (plug == null || plug.pty() != from || present == null) {
            return;
        }
        if (octets == null) {
            throw new UncheckedIOException(new IOException("the pseudo-terminal at " + link + " is gone"));
        }
        present.hear(octets);
    }

    /**
     * Makes the device, before {@link #run} in the same thread or in one that starts the other.
     *
     * @throws IOException if it cannot be made
     */
    public void plugIn() throws IOException {
        Pty pty = Pty.open(link);
        Plug plugged = new Plug(pty, octets -> enqueue(() -> hear(pty, octets)), tally);
        plug = plugged;
        FaultyWire line = new FaultyWire(plugged, faults, time);
        wire = line;
        Dongle powered = maker.apply(new Rig(time, air, line, faults, tally));
        dongle = powered;
        plugged.start();
        powered.powerOn();
        news.accept("plugged in at " + link);
    }

    private void pullOut() {
        air.attach(null);
        if (plug != null) {
            plug.close();
        }
        plug = null;
        dongle = null;
        wire = null;
    }

    private void faultBegins(FaultKind kind) {
        try {
            if (kind == FaultKind.UNPLUG) {
                pullOut();
                news.accept("unplugged");
            } else if (kind == FaultKind.STALL && plug != null) {
                plug.pty().stall();
            } else if (kind == FaultKind.BOOT_TEXT && wire != null) {
                wire.bootText();
            } else if (dongle != null) {
                dongle.faultBegins(kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        news.accept(kind.text() + " begins");
    }

    private void faultEnds(FaultKind kind) {
        try {
            if (kind == FaultKind.UNPLUG && plug == null) {
                plugIn();
            } else if (kind == FaultKind.STALL && plug != null) {
                plug.pty().resume();
            } else if (dongle != null) {
                dongle.faultEnds(kind);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        news.accept(kind.text() + " ends");
    }

    private long elapsed() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }
}
