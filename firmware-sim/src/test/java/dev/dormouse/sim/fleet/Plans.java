package dev.dormouse.sim.fleet;

import java.nio.file.Path;

/** Fleets for tests of other packages. */
public final class Plans {
    private Plans() {}

    /** The fleet that these lines of a file describe. */
    public static FleetPlan of(String... lines) throws FleetException {
        return FleetFile.parse(String.join("\n", lines), "test.toml", Path.of(""));
    }
}
