/**
 * How datagrams of simulated devices get out: a UDP socket for each, or shared sockets with forwarder envelopes written here anew,
 * so that a mistake of the gateway's cannot hide. May use the codec and Netty. Threading: a port belongs to the loop it was opened on.
 */
@NullMarked
package dev.dormouse.sim.link;

import org.jspecify.annotations.NullMarked;
