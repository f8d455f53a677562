package dev.dormouse.uplink.shared;

import dev.dormouse.uplink.FromBroker;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How often a server sends a message to a client of which several subscriptions fit (MQTT 5 §3.3.4 leaves that open), and which of the
 * copies counts.
 */
interface Copies {
    /** Either one copy, or one for each subscription that says which one it is for: every copy counts. */
    Copies TOLD_APART = publish -> false;

    /** True when an earlier copy has brought this message to everybody. */
    boolean isSuperfluous(FromBroker.Publish publish);

    /**
     * A server that sends a copy for each subscription, and names all of them in each: the first one counts for all. Only one that
     * sends as many copies as it names subscriptions may be treated so.
     */
    static Copies alike(Upstream upstream) {
        return new Alike(upstream);
    }

    /** Counts copies. A message is known by what it says: two that are the same are the same to their receivers, too. */
    final class Alike implements Copies {
        /** Copies come right behind one another; later the same words are another message. */
        private static final long WINDOW_NANOS = Duration.ofSeconds(2).toNanos();

        private record Key(String topic, int payload, List<Integer> subscriptions) {}

        private record Expected(int copies, long sinceNanos) {}

        private final Upstream upstream;
        private final Map<Key, Expected> expected = new LinkedHashMap<>();

        private Alike(Upstream upstream) {
            this.upstream = upstream;
        }

        @Override
        public boolean isSuperfluous(FromBroker.Publish publish) {
            int copies = publish.subscriptions().size();
            // Of a retained message there is one copy, for the subscription that has just been made.
            if (copies < 2 || publish.retain()) {
                return false;
            }
            long now = upstream.nanoTime();
            forgetOld(now);
            Key key = new Key(
                    publish.topic(),
                    publish.payload().hashCode(),
                    publish.subscriptions().stream().sorted().toList());
            Expected more = expected.remove(key);
            int left = more == null ? copies - 1 : more.copies - 1;
            if (left > 0) {
                expected.put(key, new Expected(left, now));
            }
            return more != null;
        }

        private void forgetOld(long now) {
            Iterator<Expected> oldest = expected.values().iterator();
            while (oldest.hasNext() && now - oldest.next().sinceNanos > WINDOW_NANOS) {
                oldest.remove();
            }
        }
    }
}
