/**
 * Outages: a gateway and a broker that are killed, stopped and started while ten thousand devices go on.
 * Depends on the load and the meters of the benchmark and on picocli; starts programs.
 * One thread.
 */
@NullMarked
package dev.dormouse.bench.storm;

import org.jspecify.annotations.NullMarked;
