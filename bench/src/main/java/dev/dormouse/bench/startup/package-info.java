/**
 * How long a gateway takes to start with many stored sessions: writes such a store with the gateway's own classes.
 * Depends on the gateway's store.
 * One thread besides the store's.
 */
@NullMarked
package dev.dormouse.bench.startup;

import org.jspecify.annotations.NullMarked;
