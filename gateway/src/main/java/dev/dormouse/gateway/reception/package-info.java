/**
 * From a datagram to the session that it is for, and back to the address where the client is.
 * May use every other package but {@code config} and {@code cli}. A link's receiver runs on the link's thread, what belongs to a
 * session on its client's loop; see docs/concurrency.md.
 */
@NullMarked
package dev.dormouse.gateway.reception;

import org.jspecify.annotations.NullMarked;
