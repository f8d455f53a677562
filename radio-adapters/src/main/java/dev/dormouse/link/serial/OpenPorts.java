package dev.dormouse.link.serial;

import com.fazecast.jSerialComm.SerialPort;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The ports that are open in this process. As soon as the virtual machine is told to end, jSerialComm would close them all, and what
 * their owners still have to say would be lost: it is held back until they have closed them themselves. Any thread.
 */
final class OpenPorts {
    /** Longer than the gateway takes to stop; whoever does not close a port by then will not do it any more. */
    private static final long LONGEST_SECONDS = 25;

    private final Set<SerialPort> ports = new HashSet<>();

    /** Of the whole process; to be made once, as the library forgets nobody. */
    OpenPorts() {
        SerialPort.addShutdownHook(new Thread(this::awaitNone, "serial-ports"));
    }

    synchronized void add(SerialPort port) {
        ports.add(port);
    }

    synchronized void remove(SerialPort port) {
        ports.remove(port);
        notifyAll();
    }

    private synchronized void awaitNone() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(LONGEST_SECONDS);
        try {
            for (long left = LONGEST_SECONDS * 1000; !ports.isEmpty() && left > 0; ) {
                wait(left);
                left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
