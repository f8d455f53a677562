package dev.dormouse.link.udp;

/** Says that the system gives a link less room for bursts than it asked for. */
final class ReceiveBufferWarning {
    private ReceiveBufferWarning() {}

    /** The warning as a sentence with its remedy; sizes in octets. */
    static String text(String name, int asked, int granted) {
        return ("Link %s: asked for a receive buffer of %d octets, the system granted %d; bursts of datagrams may be lost."
                        + " Remedy on Linux: sysctl -w net.core.rmem_max=%d and restart")
                .formatted(name, asked, granted, asked);
    }
}
