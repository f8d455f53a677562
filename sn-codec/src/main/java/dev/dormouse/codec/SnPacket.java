package dev.dormouse.codec;

/** One packet as it stands on the wire, of whatever protocol version. */
public interface SnPacket {}
