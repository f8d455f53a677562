package dev.dormouse.link.serial;

/** One opening of a serial device. Reading, writing and closing may happen on three threads. */
interface Port {
    /** The path in use. */
    String device();

    /** Waits for octets; the number read, negative when the device is gone or the port closed. */
    int read(byte[] into);

    /** Waits until all octets have been taken; false when the device is gone or the port closed. */
    boolean write(byte[] octets);

    /** Sets the two wires towards the device, where it has them. */
    void wires(boolean dtr, boolean rts);

    /** Releases whoever reads or writes. */
    void close();

    /** Opens a device. */
    @FunctionalInterface
    interface Opener {
        Port open() throws PortException;
    }
}
