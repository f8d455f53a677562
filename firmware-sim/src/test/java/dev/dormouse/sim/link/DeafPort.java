package dev.dormouse.sim.link;

/** A port from which nothing goes out and nothing comes in. */
public final class DeafPort implements Port {
    @Override
    public void send(byte[] datagram) {}

    @Override
    public void rebind() {}

    @Override
    public void close() {}
}
