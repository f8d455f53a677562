package dev.dormouse.link.radio;

import java.util.HexFormat;

/** The far end of a line, where a test plays the adapter. */
public interface AdapterEnd {
    /** The next frame as it stood on the line, in hexadecimal digits; empty when there is none. */
    String hears();

    void says(byte[] octets);

    /** Says octets given in hexadecimal digits. */
    default void says(String hex) {
        says(HexFormat.of().parseHex(hex));
    }
}
