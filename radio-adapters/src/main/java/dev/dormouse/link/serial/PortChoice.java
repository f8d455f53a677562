package dev.dormouse.link.serial;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which serial device is meant, in a way that outlives its being unplugged: looked up anew at each opening. */
public sealed interface PortChoice {
    /** The form in a configuration. */
    String text();

    /** A path, best one that stays, such as {@code /dev/serial/by-id/…}. */
    record AtPath(String path) implements PortChoice {
        @Override
        public String text() {
            return path;
        }
    }

    /**
     * Whatever has these USB ids.
     *
     * @param vendor 0 to FFFF hex
     * @param product 0 to FFFF hex
     * @param serialNumber needed where several devices have the ids; null takes any
     */
    record OnUsb(int vendor, int product, @Nullable String serialNumber) implements PortChoice {
        @Override
        public String text() {
            String ids = String.format(Locale.ROOT, "usb:%04x:%04x", vendor, product);
            return serialNumber == null ? ids : ids + ":" + serialNumber;
        }
    }

    /** What a text means: an absolute path, {@code usb:10c4:ea60} or {@code usb:10c4:ea60:serial-number}; empty for any other. */
    static Optional<PortChoice> parse(String text) {
        Matcher usb = Pattern.compile("usb:(\\p{XDigit}{4}):(\\p{XDigit}{4})(?::(.+))?")
                .matcher(text);
        if (usb.matches()) {
            return Optional.of(
                    new OnUsb(Integer.parseInt(usb.group(1), 16), Integer.parseInt(usb.group(2), 16), usb.group(3)));
        }
        return text.startsWith("/") ? Optional.of(new AtPath(text)) : Optional.empty();
    }
}
