/**
 * Any microcontroller as a bridge to a radio: MQTT-SN datagrams, mostly in forwarder envelopes (1.2 §5.5), framed on a serial line. May
 * use the link port, {@code radio}, {@code serial} and the envelope of the codec. Codecs are pure; the driver is confined to its loop.
 */
@NullMarked
package dev.dormouse.link.forwarder;

import org.jspecify.annotations.NullMarked;
