package dev.dormouse.sim.dongle;

import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;

/** The faults of a run, and the dice that say whom a partial one hits. */
public final class FaultScript {
    private final List<Fault> faults;
    private final Timeline time;
    private final Random random;
    private final Set<FaultKind> byHand = EnumSet.noneOf(FaultKind.class);

    public FaultScript(List<Fault> faults, Timeline time, long seed) {
        this.faults = List.copyOf(faults);
        this.time = time;
        this.random = new Random(seed);
    }

    /** No faults at all. */
    public static FaultScript none(Timeline time) {
        return new FaultScript(List.of(), time, 0);
    }

    /** Whether a fault of this kind hits now; of a partial one each question throws the dice again. */
    public boolean hits(FaultKind kind) {
        if (byHand.contains(kind)) {
            return true;
        }
        for (Fault fault : faults) {
            if (fault.kind() == kind && running(fault) && (fault.share() >= 1 || random.nextDouble() < fault.share())) {
                return true;
            }
        }
        return false;
    }

    /** Whether a fault of this kind is going on, however rarely it hits. */
    public boolean goesOn(FaultKind kind) {
        return byHand.contains(kind) || faults.stream().anyMatch(fault -> fault.kind() == kind && running(fault));
    }

    /** Begins or ends a fault that is not in the script; it always hits. Nobody is called: who does this knows. */
    public void byHand(FaultKind kind, boolean begins) {
        if (begins) {
            byHand.add(kind);
        } else {
            byHand.remove(kind);
        }
    }

    /** Calls at the beginning and the end of every fault. */
    public void announce(Consumer<FaultKind> begins, Consumer<FaultKind> ends) {
        for (Fault fault : faults) {
            time.after(fault.from() - time.now(), () -> begins.accept(fault.kind()));
            if (fault.until() != Timeline.NEVER) {
                time.after(fault.until() - time.now(), () -> ends.accept(fault.kind()));
            }
        }
    }

    /** A number from 0 to below the bound, for whoever spoils something. */
    int dice(int bound) {
        return random.nextInt(bound);
    }

    private boolean running(Fault fault) {
        return fault.from() <= time.now() && time.now() < fault.until();
    }
}
