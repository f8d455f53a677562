/**
 * The embedded MQTT server, for installations that have no broker of their own.
 * May use Artemis, Netty and tinylog; Artemis' own types stay inside this package.
 * The broker runs on threads of its own; {@code start} and {@code close} block and belong to the main thread.
 */
@NullMarked
package dev.dormouse.uplink.embedded;

import org.jspecify.annotations.NullMarked;
