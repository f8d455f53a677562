package dev.dormouse.gateway.downlink;

import java.time.Duration;

/** Where protocol versions behave differently, as opposed to saying things differently. */
public interface ProtocolRules {
    /** How long a client may be silent that promised to be heard within a time, tolerance included. */
    Duration patience(Duration promised);

    /** True when a topic name can stand in a PUBLISH itself, without an alias. */
    boolean canNameInline(String topicName);
}
