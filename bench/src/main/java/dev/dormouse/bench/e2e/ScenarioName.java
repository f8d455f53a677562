package dev.dormouse.bench.e2e;

import dev.dormouse.bench.scenario.AcknowledgedDown;
import dev.dormouse.bench.scenario.AcknowledgedUp;
import dev.dormouse.bench.scenario.Bursts;
import dev.dormouse.bench.scenario.Connecting;
import dev.dormouse.bench.scenario.Scenario;
import dev.dormouse.bench.scenario.Sleeping;
import dev.dormouse.bench.scenario.Unacknowledged;
import dev.dormouse.bench.scenario.Unacknowledged.Direction;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The scenarios by the names of the command line, in the order in which they run. */
enum ScenarioName {
    CONNECT,
    BURST,
    QOS0_UP,
    QOS1_UP,
    QOS2_UP,
    QOS0_DOWN,
    QOS1_DOWN,
    SLEEP;

    private static final int CONNECTED_CLIENTS = 5_000;
    private static final int BURST_CLIENTS = 900;
    private static final int BURSTS = 10;

    Scenario scenario() {
        return switch (this) {
            case CONNECT -> new Connecting(CONNECTED_CLIENTS);
            case BURST -> new Bursts(BURST_CLIENTS, BURSTS);
            case QOS0_UP -> new Unacknowledged(Direction.UP);
            case QOS1_UP -> new AcknowledgedUp(1);
            case QOS2_UP -> new AcknowledgedUp(2);
            case QOS0_DOWN -> new Unacknowledged(Direction.DOWN);
            case QOS1_DOWN -> new AcknowledgedDown();
            case SLEEP -> new Sleeping(CONNECTED_CLIENTS);
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The scenario of this name.
     *
     * @throws IllegalArgumentException if there is none, with the names there are
     */
    static ScenarioName of(String text) {
        return Arrays.stream(values())
                .filter(name -> name.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no scenario '" + text + "'; there are: "
                        + Arrays.stream(values()).map(ScenarioName::text).collect(Collectors.joining(" "))));
    }
}
