/**
 * The MQTT implementation of the uplink port: one MQTT 5 or 3.1.1 connection per client, over TCP, TLS, WebSocket or inside the VM.
 * May use the port's package, {@code Bytes}, Netty and the logger. Everything of one client runs on that client's event loop; only
 * {@link dev.dormouse.uplink.mqtt.MqttUplinks} and the sessionless uplink may be called from any thread.
 */
@NullMarked
package dev.dormouse.uplink.mqtt;

import org.jspecify.annotations.NullMarked;
