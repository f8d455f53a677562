/**
 * The end-to-end benchmark as a program: options, order of the scenarios, table and JSON.
 * Depends on the other packages of the benchmark and on picocli.
 * One thread.
 */
@NullMarked
package dev.dormouse.bench.e2e;

import org.jspecify.annotations.NullMarked;
