package dev.dormouse.bench.load;

import dev.dormouse.bench.load.Reactor.Work;
import dev.dormouse.bench.meter.Latencies;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Many devices of one run, and the two ways to keep them busy: each once, or each again and again for a while. */
public final class Fleet implements Closeable {
    /** One dialogue of a device, from its first message to its end. */
    @FunctionalInterface
    public interface Dialogue {
        /** Begins it; {@code done} must be run once, at its end. */
        void begin(Device device, Work done) throws IOException;
    }

    private static final int DATAGRAM_OCTETS = 2048;
    private static final long SWEEP_NANOS = 200_000_000;
    private static final long PATIENCE_MILLIS = 60_000;
    private static final long TAIL_MILLIS = 3_000;

    private final Reactor reactor;
    private final List<Device> devices = new ArrayList<>();
    private final Work sweep = this::sweep;
    private long sweptAt = System.nanoTime();
    private int busy;
    private long resent;
    private long refused;

    /** Opens the sockets; the client ids are the prefix and a number. */
    public Fleet(Reactor reactor, InetSocketAddress gateway, String prefix, int size) throws IOException {
        this.reactor = reactor;
        ByteBuffer in = ByteBuffer.allocateDirect(DATAGRAM_OCTETS);
        for (int number = 0; number < size; number++) {
            Device device = new Device(gateway, in, number, prefix + number);
            devices.add(device);
            reactor.whenReadable(device.channel(), device::read);
        }
        reactor.everyTurn(sweep);
    }

    /** All devices, in the order of their numbers. */
    public List<Device> devices() {
        return devices;
    }

    /** What went wrong since this was asked last, in words; empty if nothing did. */
    public String troubles() {
        long allResent = 0;
        long allRefused = 0;
        for (Device device : devices) {
            allResent += device.request().resent();
            allRefused += device.request().refused();
        }
        String words = allResent == resent && allRefused == refused
                ? ""
                : "%d requests sent again, %d refused".formatted(allResent - resent, allRefused - refused);
        resent = allResent;
        refused = allRefused;
        return words;
    }

    /**
     * Runs the dialogue once with each device, at most {@code window} at a time.
     *
     * @return how long each took
     * @throws IOException if one of them does not come to its end in a minute
     */
    public Latencies once(int window, Dialogue dialogue) throws IOException {
        Latencies latencies = new Latencies();
        int begun = 0;
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000;
        while (latencies.count() < devices.size()) {
            while (begun < devices.size() && busy < window) {
                begin(devices.get(begun++), dialogue, latencies);
            }
            reactor.turn();
            if (System.nanoTime() - end > 0) {
                throw new IOException("%d of %d devices had no answer for %d s"
                        .formatted(devices.size() - latencies.count(), devices.size(), PATIENCE_MILLIS / 1000));
            }
        }
        return latencies;
    }

    /** Runs the dialogue with each device over and over for a time in seconds; a dialogue that is open at the end still counts. */
    public Latencies repeatedly(double seconds, Dialogue dialogue) throws IOException {
        Latencies latencies = new Latencies();
        long end = System.nanoTime() + (long) (seconds * 1e9);
        for (Device device : devices) {
            repeat(device, dialogue, latencies, end);
        }
        while (System.nanoTime() - end < 0) {
            reactor.turn();
        }
        reactor.turnUntil(() -> busy == 0, TAIL_MILLIS);
        busy = 0;
        return latencies;
    }

    private void repeat(Device device, Dialogue dialogue, Latencies latencies, long end) throws IOException {
        long begin = System.nanoTime();
        busy++;
        dialogue.begin(device, () -> {
            busy--;
            long now = System.nanoTime();
            latencies.add(now - begin);
            if (now - end < 0) {
                repeat(device, dialogue, latencies, end);
            }
        });
    }

    private void begin(Device device, Dialogue dialogue, Latencies latencies) throws IOException {
        long begin = System.nanoTime();
        busy++;
        dialogue.begin(device, () -> {
            busy--;
            latencies.add(System.nanoTime() - begin);
        });
    }

    private void sweep() throws IOException {
        long now = System.nanoTime();
        if (now - sweptAt < SWEEP_NANOS) {
            return;
        }
        sweptAt = now;
        for (Device device : devices) {
            device.request().resendIfLate(now);
        }
    }

    @Override
    public void close() throws IOException {
        reactor.forget(sweep);
        for (Device device : devices) {
            device.close();
        }
    }
}
