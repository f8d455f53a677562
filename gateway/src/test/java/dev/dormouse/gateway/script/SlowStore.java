package dev.dormouse.gateway.script;

import dev.dormouse.gateway.store.MemoryStore;
import dev.dormouse.gateway.store.SessionChange;
import dev.dormouse.gateway.store.SessionSnapshot;
import dev.dormouse.gateway.store.SessionStore;
import dev.dormouse.uplink.ClientId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A store whose disk takes its time: what has not been written when the gateway is killed is lost, as with a real one. */
final class SlowStore implements SessionStore {
    private static final int SLOWEST_MILLIS = 400;

    private final VirtualLoop loop;
    private final Random random;
    private final MemoryStore disk;
    private List<Runnable> group = new ArrayList<>();

    SlowStore(VirtualLoop loop, Random random) {
        this.loop = loop;
        this.random = random;
        this.disk = new MemoryStore(loop);
    }

    /** The process that wrote is dead. */
    void loseWhatIsNotWritten() {
        group.clear();
    }

    private void add(Runnable write) {
        if (group.isEmpty()) {
            loop.schedule(Duration.ofMillis(random.nextInt(SLOWEST_MILLIS)), this::write);
        }
        group.add(write);
    }

    private void write() {
        List<Runnable> writing = group;
        group = new ArrayList<>();
        writing.forEach(Runnable::run);
    }

    @Override
    public List<SessionSnapshot> loadAll() {
        return disk.loadAll();
    }

    @Override
    public boolean isDurable() {
        return true;
    }

    @Override
    public void append(ClientId client, SessionChange change, Runnable whenDurable) {
        add(() -> disk.append(client, change, whenDurable));
    }

    @Override
    public void remove(ClientId client) {
        add(() -> disk.remove(client));
    }

    @Override
    public void close() {}
}
