/**
 * What can be seen of the gateway: counters and packet traces.
 * Uses nothing of ours. Safe from any thread.
 */
@NullMarked
package dev.dormouse.gateway.trace;

import org.jspecify.annotations.NullMarked;
