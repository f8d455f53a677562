/**
 * All clients over one MQTT session or a few (aggregating gateway, MQTT-SN 1.2 §4.2), behind the same port and on top of any other
 * implementation of it. May use the port's package and Netty's event loops. Everything of one shared connection runs on its loop;
 * what belongs to a client of another loop is handed over.
 */
@NullMarked
package dev.dormouse.uplink.shared;

import org.jspecify.annotations.NullMarked;
