package dev.dormouse.link.udp;

/**
 * The sizes of a UDP link, all in octets.
 *
 * @param receiveBuffer what the system is asked to hold of arrived datagrams (SO_RCVBUF); 4 MiB hold 5 000 to 10 000 small ones
 * @param maxDatagram the longest datagram accepted, 1 to 65 507; longer ones are dropped
 * @param maxMessageSize the longest datagram sent, 1 to 65 507; the default of 1 400 is not fragmented on common networks
 */
public record UdpOptions(int receiveBuffer, int maxDatagram, int maxMessageSize) {
    /** The most octets that IPv4 carries in one UDP datagram. */
    public static final int LARGEST_PAYLOAD = 65_507;

    /** 4 MiB of receive buffer, 2 048 octets in, 1 400 octets out. */
    public static final UdpOptions DEFAULT = new UdpOptions(4 * 1024 * 1024, 2048, 1400);

    public UdpOptions {
        requireWithin("receiveBuffer", receiveBuffer, Integer.MAX_VALUE);
        requireWithin("maxDatagram", maxDatagram, LARGEST_PAYLOAD);
        requireWithin("maxMessageSize", maxMessageSize, LARGEST_PAYLOAD);
    }

    private static void requireWithin(String name, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(name + " must be 1 to " + most + " octets, not " + value);
        }
    }
}
