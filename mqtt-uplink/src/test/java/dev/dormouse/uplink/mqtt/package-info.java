/**
 * Tests of the MQTT uplink: scripted servers in virtual time, and a real mosquitto as a child process.
 * May use everything of the package under test, but no encoder of ours for what is expected on the wire.
 * Scripts run on the test's thread; those with mosquitto on real loops.
 */
@NullMarked
package dev.dormouse.uplink.mqtt;

import org.jspecify.annotations.NullMarked;
