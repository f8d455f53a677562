package dev.dormouse.link.forwarder;

import dev.dormouse.link.LinkAddress;

/** The other end of a serial line. There is one; the link tells which line. */
public enum SerialAddress implements LinkAddress {
    LINE;

    @Override
    public String text() {
        return "line";
    }
}
