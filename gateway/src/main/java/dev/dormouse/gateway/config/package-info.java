/**
 * The configuration as immutable records, and the loader that makes them from a TOML file and environment variables.
 *
 * <p>May depend on tomlj and the JDK only. Everything here is immutable or used by one thread during start.
 */
@NullMarked
package dev.dormouse.gateway.config;

import org.jspecify.annotations.NullMarked;
