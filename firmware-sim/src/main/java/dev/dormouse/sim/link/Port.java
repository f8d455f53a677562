package dev.dormouse.sim.link;

/** Where the datagrams of one device go out and come in. */
public interface Port extends AutoCloseable {
    void send(byte[] datagram);

    /** From now on the gateway sees another address. */
    void rebind();

    @Override
    void close();

    /** Hears what comes for a device. */
    interface Ear {
        void hear(byte[] datagram);
    }
}
