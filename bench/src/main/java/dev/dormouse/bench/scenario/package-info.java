/**
 * What is measured: each scenario loads the gateway in one way and says what an operation cost.
 * Depends on the load and the meters.
 * One thread, that of the Reactor.
 */
@NullMarked
package dev.dormouse.bench.scenario;

import org.jspecify.annotations.NullMarked;
