package dev.dormouse.bench.scenario;

import java.io.IOException;
import java.util.List;

/** One way to load the gateway. Leaves no client connected. */
@FunctionalInterface
public interface Scenario {
    /**
     * Runs it once.
     *
     * @return one result for each kind of operation
     * @throws IOException if the gateway or the broker does not play its part
     */
    List<Result> run(Stand stand) throws IOException;
}
