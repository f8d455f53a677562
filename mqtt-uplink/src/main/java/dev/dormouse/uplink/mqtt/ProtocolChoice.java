package dev.dormouse.uplink.mqtt;

/** Which versions of MQTT may be spoken to the server. */
public enum ProtocolChoice {
    /** MQTT 5, and 3.1.1 with a server that does not know it. */
    AUTO,
    MQTT_5,
    MQTT_3_1_1
}
