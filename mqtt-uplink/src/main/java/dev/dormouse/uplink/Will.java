package dev.dormouse.uplink;

import dev.dormouse.codec.Bytes;

/** The message that is published for a client that was lost (MQTT 5 §3.1.2.5). */
public record Will(String topic, Bytes payload, Qos qos, boolean retain) {}
