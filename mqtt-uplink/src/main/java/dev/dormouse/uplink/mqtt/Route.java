package dev.dormouse.uplink.mqtt;

/** What all connections to one server share: the way there, the settings, and what was learned about it. */
record Route(Endpoint endpoint, UplinkOptions options, ProtocolMemory memory) {}
