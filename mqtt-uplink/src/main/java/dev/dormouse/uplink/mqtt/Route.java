package dev.dormouse.uplink.mqtt;

import java.util.concurrent.atomic.LongAdder;

/**
 * What all connections to one server share: the way there, the settings, and what was learned about it.
 *
 * @param dropped counts the messages nobody could be told about
 */
record Route(Endpoint endpoint, UplinkOptions options, ProtocolMemory memory, LongAdder dropped) {}
