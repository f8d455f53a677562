package dev.dormouse.link.serial;

/** Octets to and from a device that may come and go. All methods are called on the listener's event loop. */
public interface Line {
    /** Begins to open the device, again and again until {@link #close}. Called once. */
    void start(Listener listener);

    /** Whether the next {@link #write} would be taken. */
    boolean isWritable();

    /**
     * Hands octets to the device; never blocks.
     *
     * @param octets belong to the line from now on
     * @param whenWritten runs when the system has taken them; never if the line is lost before
     * @return false when the line is not open or too much is waiting already; nothing will be written then
     */
    boolean write(byte[] octets, Runnable whenWritten);

    /** Sets the wires DTR and RTS; nothing happens where there are none. */
    void wires(boolean dtr, boolean rts);

    /** Gives the opening up, tells {@link Listener#onLost} and opens the device again after a pause. */
    void reopen(String reason);

    /** Closes the device for good. The listener hears no more. */
    void close();

    /** Who uses a line. All calls come on the event loop. */
    interface Listener {
        /** The device is open. */
        void onOpen(String device);

        /** Octets that arrived; they belong to the listener. */
        void onOctets(byte[] octets);

        /**
         * The device is gone, or could not be opened. Told once for each loss, and of failing attempts when the reason changes.
         *
         * @param reason a sentence for people that says what to do
         */
        void onLost(String reason);
    }
}
