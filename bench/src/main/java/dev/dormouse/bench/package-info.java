/**
 * Benchmarks; no part of the product.
 * May use every module of ours and JMH. Threads are JMH's.
 */
@NullMarked
package dev.dormouse.bench;

import org.jspecify.annotations.NullMarked;
