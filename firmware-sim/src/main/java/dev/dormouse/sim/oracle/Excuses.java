package dev.dormouse.sim.oracle;

import dev.dormouse.sim.air.Carrier;
import dev.dormouse.sim.air.Conditions;
import dev.dormouse.sim.air.LinkPlan;
import dev.dormouse.sim.air.Nat;
import dev.dormouse.sim.air.Outage;
import java.util.Optional;

/** What the link of a group explains. */
final class Excuses {
    private Excuses() {}

    /** Whether it turns bits: MQTT-SN has no checksum, so that anything may come of it. */
    static boolean garbles(LinkPlan link) {
        return link.up().corruption() > 0 || link.down().corruption() > 0;
    }

    /** Whether something may not get through, either way. */
    static boolean loses(LinkPlan link) {
        boolean dongleLoses = dongle(link)
                .map(dongle -> dongle.air().up().loss() > 0
                        || dongle.air().down().loss() > 0
                        || !dongle.faults().isEmpty())
                .orElse(false);
        return loses(link.up())
                || loses(link.down())
                || dongleLoses
                || !link.outages().isEmpty()
                || closes(link.nat());
    }

    private static boolean loses(Conditions way) {
        return way.loss() > 0 || way.corruption() > 0 || way.largest() < Conditions.LARGEST_DATAGRAM;
    }

    /** Whether the way to a device may be closed until it speaks again. */
    static boolean closes(Nat nat) {
        return !nat.equals(Nat.NONE);
    }

    /** Whether a device may get a datagram twice that the gateway has sent once. */
    static boolean doublesDown(LinkPlan link) {
        // A gateway may repeat what its dongle thinks has not arrived.
        boolean unsure = dongle(link)
                .map(dongle -> dongle.air().ackLoss() > 0 || !dongle.faults().isEmpty())
                .orElse(false);
        return link.down().duplication() > 0 || unsure;
    }

    private static Optional<Carrier.RadioDongle> dongle(LinkPlan link) {
        return link.carrier() instanceof Carrier.RadioDongle dongle ? Optional.of(dongle) : Optional.empty();
    }

    /** Until when the last outage lasted, or lasts; a long time ago if there was none. */
    static long lastOutage(LinkPlan link, long now) {
        long latest = Long.MIN_VALUE;
        for (Outage outage : link.outages()) {
            long since = now - outage.at();
            if (since >= 0) {
                long begin = outage.every() == 0 ? outage.at() : now - since % outage.every();
                latest = Math.max(latest, Math.min(now, begin + outage.length()));
            }
        }
        return latest;
    }
}
