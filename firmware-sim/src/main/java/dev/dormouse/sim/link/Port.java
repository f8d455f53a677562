package dev.dormouse.sim.link;

/** Where the datagrams of one device go out and come in. */
public interface Port extends AutoCloseable {
    void send(byte[] datagram);

    /** To whoever hears it; on a socket that is the gateway. */
    default void broadcast(byte[] datagram) {
        send(datagram);
    }

    /** Switches the receiver on or off. Where somebody holds what comes while it is off, it comes when it is on again. */
    default void receive(boolean on) {}

    /** From now on the gateway sees another address. */
    void rebind();

    @Override
    void close();

    /** Hears what comes for a device. */
    interface Ear {
        void hear(byte[] datagram);
    }
}
