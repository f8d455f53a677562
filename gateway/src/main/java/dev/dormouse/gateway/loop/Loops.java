package dev.dormouse.gateway.loop;

import java.util.List;

/** The loops that share the clients among them. */
public final class Loops {
    private final List<Loop> loops;

    public Loops(List<? extends Loop> loops) {
        if (loops.isEmpty()) {
            throw new IllegalArgumentException("at least one loop is needed");
        }
        this.loops = List.copyOf(loops);
    }

    public List<Loop> all() {
        return loops;
    }

    /** The place of the loop that belongs to a client: always the same, so that a take-over is serial by construction. */
    public int indexFor(Object clientId) {
        int hash = clientId.hashCode();
        return Math.floorMod(hash ^ (hash >>> 16), loops.size());
    }
}
