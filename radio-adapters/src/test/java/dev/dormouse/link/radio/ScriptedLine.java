package dev.dormouse.link.radio;

import dev.dormouse.link.serial.Line;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A line without a device: a test opens it, says what the adapter says, and hears what is written. Everything at once, on one thread. */
public final class ScriptedLine implements Line, AdapterEnd {
    private final Deque<byte[]> written = new ArrayDeque<>();
    private final Deque<Runnable> untaken = new ArrayDeque<>();
    private @Nullable Listener listener;
    private boolean open;
    private boolean closed;
    private boolean draining = true;
    private String wires = "";
    private String lastReason = "";

    // ---- the adapter's side ----

    public void opens() {
        open = true;
        listener().onOpen("/dev/scripted");
    }

    /** Says octets given in hexadecimal digits. */
    @Override
    public void says(String hex) {
        listener().onOctets(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Override
    public void says(byte[] octets) {
        listener().onOctets(octets.clone());
    }

    public void vanishes(String reason) {
        open = false;
        listener().onLost(reason);
    }

    /** What was written next, in hexadecimal digits; empty when nothing was. */
    @Override
    public String hears() {
        byte[] next = written.poll();
        return next == null ? "" : HexFormat.of().formatHex(next);
    }

    /** From now on nothing that is written is taken, until {@link #drains}. */
    public void stopsDraining() {
        draining = false;
    }

    public void drains() {
        draining = true;
        while (!untaken.isEmpty()) {
            untaken.poll().run();
        }
    }

    public boolean isOpen() {
        return open;
    }

    public boolean isClosed() {
        return closed;
    }

    /** The last setting of the wires, such as {@code dtr=true rts=false}. */
    public String wires() {
        return wires;
    }

    /** Why the driver last asked to open again. */
    public String lastReason() {
        return lastReason;
    }

    private Listener listener() {
        return Objects.requireNonNull(listener, "not started");
    }

    // ---- the driver's side ----

    @Override
    public void start(Listener whoHears) {
        listener = whoHears;
    }

    @Override
    public boolean isWritable() {
        return open && untaken.size() < 8;
    }

    @Override
    public boolean write(byte[] octets, Runnable whenWritten) {
        if (!isWritable()) {
            return false;
        }
        if (draining) {
            written.add(octets);
            whenWritten.run();
        } else {
            untaken.add(() -> {
                written.add(octets);
                whenWritten.run();
            });
        }
        return true;
    }

    @Override
    public void wires(boolean dtr, boolean rts) {
        wires = "dtr=" + dtr + " rts=" + rts;
    }

    @Override
    public void reopen(String reason) {
        lastReason = reason;
        if (open) {
            open = false;
            untaken.clear();
            listener().onLost(reason);
        }
    }

    @Override
    public void close() {
        open = false;
        closed = true;
    }
}
