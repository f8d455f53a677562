/**
 * End-to-end tests: the packaged program as a child process, talked to with raw octets and with MQTT clients that are not ours.
 * May use the JDK and JUnit only, no code of the gateway, its codec or its uplink, so that a shared mistake cannot hide.
 * Threads: the test's own; each child's output is read by one daemon thread.
 */
@NullMarked
package dev.dormouse.gateway.e2e;

import org.jspecify.annotations.NullMarked;
