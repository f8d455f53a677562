package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.Bytes;
import dev.dormouse.gateway.downlink.ProtocolRules;
import java.time.Duration;

/** The tolerance of 1.2 §7.2 and its short topic names (1.2 §6.7). */
final class V12Rules implements ProtocolRules {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int SHORT_NAME_OCTETS = 2;

    /** 10 % more for times above one minute, 50 % more otherwise. */
    @Override
    public Duration patience(Duration promised) {
        long tenths = promised.compareTo(MINUTE) > 0 ? 11 : 15;
        return promised.multipliedBy(tenths).dividedBy(10);
    }

    @Override
    public boolean canNameInline(String topicName) {
        return topicName.length() <= SHORT_NAME_OCTETS
                && Bytes.ofUtf8(topicName).length() == SHORT_NAME_OCTETS;
    }
}
