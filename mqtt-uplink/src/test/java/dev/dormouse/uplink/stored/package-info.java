/** Tests of the durable queue, with a server and a store that are a script. Virtual time, one thread. */
@NullMarked
package dev.dormouse.uplink.stored;

import org.jspecify.annotations.NullMarked;
