package dev.dormouse.link.serial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.util.List;

/** Explains to people why a serial device could not be opened, and what to do. */
final class PortFailure {
    private static final int ENOENT = 2;
    private static final int EIO = 5;
    private static final int ENXIO = 6;
    private static final int EAGAIN = 11;
    private static final int EACCES = 13;
    private static final int EBUSY = 16;
    private static final int ENODEV = 19;
    private static final int ENOTTY = 25;

    private PortFailure() {}

    static PortException explain(String device, int errno) {
        return new PortException(
                switch (errno) {
                    case ENOENT -> Files.exists(Path.of(device)) ? taken(device) : missing(device);
                    case EIO, ENXIO, ENODEV -> missing(device);
                    case EACCES -> denied(device);
                    case EAGAIN, EBUSY -> busy(device);
                    case ENOTTY -> device + " is no serial port; see: dormouse ports";
                    default -> device + " cannot be opened: system error " + errno;
                });
    }

    static String missing(String device) {
        return device + " is not there: is the adapter plugged in? See: dormouse ports";
    }

    /** The library opens nothing twice in one process; it says ENOENT then. */
    private static String taken(String device) {
        return device + " is in use by another link of this gateway: give each a port of its own";
    }

    private static String denied(String device) {
        return "permission denied for %s: it belongs to the group %s; let the gateway's user in (sudo usermod -aG %2$s %s) and log in again"
                .formatted(device, group(device), System.getProperty("user.name", "USER"));
    }

    private static String group(String device) {
        try {
            return Files.readAttributes(Path.of(device), PosixFileAttributes.class)
                    .group()
                    .getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "dialout";
        }
    }

    private static String busy(String device) {
        List<String> users = PortUsers.of(device);
        String who = users.isEmpty() ? "another program (see: sudo fuser -v " + device + ")" : String.join(", ", users);
        return device + " is in use by " + who + ": stop it, or give this link another port";
    }
}
