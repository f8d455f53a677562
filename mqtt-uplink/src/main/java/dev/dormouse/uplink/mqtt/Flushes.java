package dev.dormouse.uplink.mqtt;

import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;

/**
 * The connections of one loop that have written something in this turn of it. They are flushed together when the turn ends: one task
 * for all of them, one system call for each.
 */
final class Flushes implements Runnable {
    private final EventLoop loop;
    private List<Connection> written = new ArrayList<>();
    private List<Connection> flushing = new ArrayList<>();

    Flushes(EventLoop loop) {
        this.loop = loop;
    }

    EventLoop loop() {
        return loop;
    }

    void add(Connection connection) {
        if (written.isEmpty()) {
            loop.execute(this);
        }
        written.add(connection);
    }

    @Override
    public void run() {
        List<Connection> batch = written;
        written = flushing;
        flushing = batch;
        for (int i = 0; i < batch.size(); i++) {
            batch.get(i).flush();
        }
        batch.clear();
    }
}
