package dev.dormouse.uplink.mqtt;

import io.netty.handler.codec.mqtt.MqttVersion;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What has been learned about the MQTT version that the server speaks, shared by all its clients. Thread-safe: a lost update only
 * costs one more try.
 */
final class ProtocolMemory {
    private final ProtocolChoice choice;
    private volatile @Nullable MqttVersion spoken;
    private volatile @Nullable Long unreachableAtNanos;

    ProtocolMemory(ProtocolChoice choice) {
        this.choice = choice;
    }

    /** The version to begin with. */
    MqttVersion first() {
        boolean old = choice == ProtocolChoice.MQTT_3_1_1 || spoken == MqttVersion.MQTT_3_1_1;
        return old ? MqttVersion.MQTT_3_1_1 : MqttVersion.MQTT_5;
    }

    /** Whether 3.1.1 may be tried when the server does not know this version. */
    boolean mayFallBackFrom(MqttVersion version) {
        return version == MqttVersion.MQTT_5 && choice == ProtocolChoice.AUTO;
    }

    /** True while silence after an MQTT 5 CONNECT may mean that the server does not know MQTT 5. */
    boolean isOpen() {
        return spoken == null;
    }

    void accepted(MqttVersion version) {
        if (spoken != version) {
            spoken = version;
        }
        if (unreachableAtNanos != null) {
            unreachableAtNanos = null;
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
        if (spoken == version) {
            spoken = null;
        }
    }
}
