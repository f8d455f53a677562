package dev.dormouse.sim.device;

import dev.dormouse.codec.Bytes;
import org.jspecify.annotations.Nullable;

/** Something the application wants done. */
sealed interface Order {
    /** A message; knows how far it got in an earlier connection. */
    final class Publish implements Order {
        final Publication publication;
        int msgId;
        /** Sent under {@link #msgId} in a session that may still know it. */
        boolean begun;
        /** PUBREC has come. */
        boolean received;

        private boolean everSent;

        Publish(Publication publication) {
            this.publication = publication;
        }

        /** Whether this is the first time that it is sent at all. */
        boolean begin() {
            boolean first = !everSent;
            everSent = true;
            begun = true;
            return first;
        }
    }

    record Register(String name) implements Order {}

    record Subscribe(Subscription subscription) implements Order {}

    record Unsubscribe(Topic topic) implements Order {}

    /** A new Will topic; null deletes the Will. */
    record WillTopic(@Nullable Will will) implements Order {}

    record WillMessage(Bytes message) implements Order {}
}
