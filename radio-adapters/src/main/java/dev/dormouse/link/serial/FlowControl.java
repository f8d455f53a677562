package dev.dormouse.link.serial;

/** Who holds back octets on a serial line when the other side is slow. */
public enum FlowControl {
    NONE,
    /** The wires RTS and CTS. */
    RTS_CTS,
    /** The octets XON (11 hex) and XOFF (13 hex), which data must not hold then. */
    XON_XOFF
}
