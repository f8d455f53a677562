/**
 * Tests of shared connections: a scripted broker in the words of the port, in virtual time, and a real mosquitto as a child process.
 * May use everything of the package under test. Scripts run on the test's thread; those with mosquitto on real loops.
 */
@NullMarked
package dev.dormouse.uplink.shared;

import org.jspecify.annotations.NullMarked;
