package dev.dormouse.link.xbee;

import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;

/** Addresses that mean something else than one node. */
public final class XBeeAddresses {
    /** Everyone. */
    public static final Eui64 BROADCAST = new Eui64(0xFFFF);

    /** Whoever has the short address that goes with it. */
    public static final Eui64 USE_SHORT = new Eui64(-1);

    /** Let the module find out. */
    public static final ShortAddress UNKNOWN_SHORT = new ShortAddress(0xFFFE);

    private XBeeAddresses() {}
}
