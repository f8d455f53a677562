/**
 * The gateway as a whole: it is started with a configuration and closed.
 *
 * <p>May depend on every package of the gateway. Start and close belong to the main thread and the shutdown hook.
 */
@NullMarked
package dev.dormouse.gateway;

import org.jspecify.annotations.NullMarked;
