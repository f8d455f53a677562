/**
 * The program: {@link dev.dormouse.gateway.Wiring} calls the constructors, {@link dev.dormouse.gateway.Gateway} starts and stops what
 * they made. May use everything. Started and stopped from one thread that is no loop.
 */
@NullMarked
package dev.dormouse.gateway;

import org.jspecify.annotations.NullMarked;
