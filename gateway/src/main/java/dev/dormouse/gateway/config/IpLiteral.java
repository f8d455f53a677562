package dev.dormouse.gateway.config;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * IP addresses as operators write them. Asks no name server. Netty, which could do this too, begins to log when it is first touched,
 * and how to log is only known when the configuration has been read.
 */
final class IpLiteral {
    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern VERSION_4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");
    private static final Pattern VERSION_6 = Pattern.compile("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*");

    private IpLiteral() {}

    /** The address, or null when the text is none. */
    static @Nullable InetAddress parse(String text) {
        try {
            if (VERSION_4.matcher(text).matches()) {
                return InetAddress.getByName(text);
            }
            // In brackets it is never taken for a host name.
            return VERSION_6.matcher(text).matches() ? InetAddress.getByName("[" + text + "]") : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }
}
