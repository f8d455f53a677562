/**
 * The load: simulated MQTT-SN 1.2 devices and a plain MQTT 3.1.1 client, written from the specifications on raw octets.
 * Depends on nothing of ours, so that a fault of the gateway's codec would not hide, and on the meters for latencies.
 * One thread runs everything through the Reactor.
 */
@NullMarked
package dev.dormouse.bench.load;

import org.jspecify.annotations.NullMarked;
