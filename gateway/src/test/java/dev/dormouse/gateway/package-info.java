/**
 * What all tests of the gateway share.
 * May use JUnit and nothing of the gateway's own.
 * Test code; one thread.
 */
@NullMarked
package dev.dormouse.gateway;

import org.jspecify.annotations.NullMarked;
