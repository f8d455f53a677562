package dev.dormouse.gateway.message;

import dev.dormouse.codec.Bytes;

/** How a message names its topic. */
public sealed interface TopicRef {
    /** A number that was agreed upon within the session (1.2: normal topic id), 0 to 65535. */
    record Alias(int value) implements TopicRef {}

    /** A number that both sides know beforehand, 0 to 65535. */
    record Predefined(int value) implements TopicRef {}

    /** The name itself, as octets that nobody has validated yet. */
    record Name(Bytes octets) implements TopicRef {}

    /** A name of exactly two octets in place of a number (1.2 §6.7), not validated yet. */
    record ShortName(Bytes octets) implements TopicRef {
        public ShortName {
            if (octets.length() != 2) {
                throw new IllegalArgumentException("a short topic name has two octets, not " + octets.length());
            }
        }
    }

    /** A way of naming that the protocol reserves; kept so that the refusal can repeat it. */
    record Reserved(int value) implements TopicRef {}
}
