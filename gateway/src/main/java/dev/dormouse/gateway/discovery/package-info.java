/**
 * How devices find the gateway (1.2 §6.1). May use {@code message}, {@code loop} and the {@code link} port. Searches come on the
 * link's thread, news of the MQTT server on any; advertisements are sent from one loop.
 */
@NullMarked
package dev.dormouse.gateway.discovery;

import org.jspecify.annotations.NullMarked;
