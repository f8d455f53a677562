package dev.dormouse.sim.proxy;

import dev.dormouse.codec.v12.PubAck;
import dev.dormouse.codec.v12.PubComp;
import dev.dormouse.codec.v12.PubRec;
import dev.dormouse.codec.v12.PubRel;
import dev.dormouse.codec.v12.Publish;
import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.codec.v12.V12Packet;
import dev.dormouse.sim.run.Mark;
import org.jspecify.annotations.Nullable;

/** Listens to all packets, and commits one crime against one message, which it knows by its mark. */
public final class Meddler {
    /** Of its own dialogues with the gateway; the devices of a short test do not come so far. */
    private static final int OWN_MSG_ID = 0xFFF7;

    private final Crime crime;
    private final Mark victim;
    private @Nullable Publish taken;
    private @Nullable Publish overtaker;
    private @Nullable Ends scene;
    private long at = -1;

    /** The two ends of one device's talk; always the same for the same device. */
    public interface Ends {
        /** Microseconds. */
        long now();

        void toGateway(V12Packet packet);

        void toDevice(V12Packet packet);
    }

    public Meddler(Crime crime, Mark victim) {
        this.crime = crime;
        this.victim = victim;
    }

    public Crime crime() {
        return crime;
    }

    public Mark victim() {
        return victim;
    }

    /** When it was done, by the clock of the ends; -1 if it was not. */
    public long at() {
        return at;
    }

    /** A device of that talk speaks; true if the packet goes no further. */
    public boolean up(V12Packet packet, Ends ends) {
        if (!(packet instanceof Publish publish)) {
            return false;
        }
        Mark mark = Mark.of(publish.data().toUtf8());
        boolean hit = victim.equals(mark);
        switch (crime) {
            case DROPS -> {
                if (hit) {
                    ends.toDevice(accepted(publish));
                    at = ends.now();
                }
                return hit;
            }
            case SWAPS -> {
                if (hit) {
                    take(publish, ends);
                    ends.toDevice(accepted(publish));
                } else if (new Mark(victim.unit(), victim.line(), victim.number() + 1).equals(mark)) {
                    overtaker = publish;
                }
                return hit;
            }
            case DUPLICATES -> {
                if (hit) {
                    take(publish, ends);
                }
            }
            case DROPS_COMMAND -> {
                // Commands come from the other side.
            }
        }
        return false;
    }

    private void take(Publish publish, Ends ends) {
        taken = publish;
        scene = ends;
    }

    /** The gateway speaks to the device of that talk; true if the packet goes no further. */
    public boolean down(V12Packet packet, Ends ends) {
        if (crime == Crime.DROPS_COMMAND) {
            boolean hit = packet instanceof Publish publish
                    && victim.equals(Mark.of(publish.data().toUtf8()));
            if (hit) {
                ends.toGateway(accepted((Publish) packet));
                at = ends.now();
            }
            return hit;
        }
        Publish mine = taken;
        if (mine == null || ends != scene) {
            return false;
        }
        if (packet instanceof PubAck ack) {
            if (overtaker != null && ack.msgId() == overtaker.msgId()) {
                commitAnew(mine, ends);
            }
            return ack.msgId() == OWN_MSG_ID;
        }
        if (packet instanceof PubComp comp) {
            if (comp.msgId() == mine.msgId()) {
                commitAnew(mine, ends);
            }
            return comp.msgId() == OWN_MSG_ID;
        }
        if (packet instanceof PubRec rec && rec.msgId() == OWN_MSG_ID) {
            ends.toGateway(new PubRel(OWN_MSG_ID));
            return true;
        }
        return false;
    }

    private void commitAnew(Publish publish, Ends ends) {
        at = ends.now();
        ends.toGateway(anew(publish));
    }

    private static PubAck accepted(Publish publish) {
        return new PubAck(publish.topicId(), publish.msgId(), ReturnCode.ACCEPTED);
    }

    private static Publish anew(Publish publish) {
        return new Publish(
                false,
                publish.qos(),
                publish.retain(),
                publish.topicIdType(),
                publish.topicId(),
                OWN_MSG_ID,
                publish.data());
    }
}
