package dev.dormouse.sim.fleet;

import java.util.List;

/** A fleet file that cannot be used; the message tells all that is wrong, a line each with file, line and key. */
public final class FleetException extends Exception {
    private static final long serialVersionUID = 1;

    FleetException(List<String> problems) {
        super(String.join(System.lineSeparator(), problems));
    }
}
