package dev.dormouse.uplink.mqtt;

import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has been learned about the MQTT version that the server speaks, shared by all its clients. Thread-safe: a lost update only
 * costs one more try. Times are nanoseconds of a loop's ticker.
 */
final class ProtocolMemory {
    /** Why a server is believed not to know MQTT 5. */
    enum Evidence {
        /** It said so. */
        REFUSAL,
        /** It did not answer MQTT 5, but 3.1.1: perhaps it was only slow that once. */
        SILENCE
    }

    /** Null guessedAtNanos: known for good. */
    private record Spoken(MqttVersion version, @Nullable Long guessedAtNanos) {
        boolean holds(long nowNanos) {
            return guessedAtNanos == null || nowNanos - guessedAtNanos < GUESS_NANOS;
        }
    }

    private static final long GUESS_NANOS = TimeUnit.HOURS.toNanos(1);
    private static final Spoken MQTT_5 = new Spoken(MqttVersion.MQTT_5, null);
    private static final Spoken MQTT_3_1_1 = new Spoken(MqttVersion.MQTT_3_1_1, null);

    private final ProtocolChoice choice;
    private volatile @Nullable Spoken spoken;
    private volatile @Nullable Long unreachableAtNanos;

    ProtocolMemory(ProtocolChoice choice) {
        this.choice = choice;
    }

    /** The version to begin with. */
    MqttVersion first(long nowNanos) {
        if (choice == ProtocolChoice.MQTT_3_1_1) {
            return MqttVersion.MQTT_3_1_1;
        }
        Spoken known = spoken;
        return known != null && known.holds(nowNanos) ? known.version : MqttVersion.MQTT_5;
    }

    /** Whether 3.1.1 may be tried when the server does not know this version. */
    boolean mayFallBackFrom(MqttVersion version) {
        return version == MqttVersion.MQTT_5 && choice == ProtocolChoice.AUTO;
    }

    /** True while silence after an MQTT 5 CONNECT may mean that the server does not know MQTT 5. */
    boolean isOpen(long nowNanos) {
        Spoken known = spoken;
        return known == null || !known.holds(nowNanos);
    }

    /** A connection stands; a version that was only guessed is kept for an hour. */
    void accepted(MqttVersion version, Evidence evidence, long nowNanos) {
        if (version == MqttVersion.MQTT_5) {
            remember(MQTT_5);
        } else if (evidence == Evidence.REFUSAL) {
            remember(MQTT_3_1_1);
        } else if (isOpen(nowNanos)) {
            spoken = new Spoken(version, nowNanos);
        }
        if (unreachableAtNanos != null) {
            unreachableAtNanos = null;
        }
    }

    /** Called for each connection, so it writes only news. */
    private void remember(Spoken news) {
        if (!news.equals(spoken)) {
            spoken = news;
        }
    }

    /** The server cannot be reached, or does not answer. Returns true when that is news. */
    boolean unreachable() {
        boolean news = unreachableAtNanos == null;
        unreachableAtNanos = System.nanoTime();
        return news;
    }

    /** False for a while after the server could not be reached; then somebody should try. */
    boolean isReachable(Duration memory) {
        Long since = unreachableAtNanos;
        return since == null || System.nanoTime() - since > memory.toNanos();
    }

    /** The server says that it does not speak this version (any more). */
    void refused(MqttVersion version) {
        Spoken known = spoken;
        if (known != null && known.version == version) {
            spoken = null;
        }
    }
}
