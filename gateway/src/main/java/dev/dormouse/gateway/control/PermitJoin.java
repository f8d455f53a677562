package dev.dormouse.gateway.control;

import dev.dormouse.link.radio.RadioLink;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command that new nodes may join the network of a link.
 *
 * @param seconds for how long; 0 ends it, at most {@link RadioLink#LONGEST_JOINING}
 * @param link its name
 */
public record PermitJoin(int seconds, String link) {
    private static final Pattern LINE = Pattern.compile("permit-join (\\d{1,3}) (.+)");

    public PermitJoin {
        if (seconds < 0 || seconds > RadioLink.LONGEST_JOINING) {
            throw new IllegalArgumentException(seconds + " seconds");
        }
    }

    /** The command as it goes over the socket. */
    public String line() {
        return "permit-join " + seconds + " " + link;
    }

    /** The command of a line, or null when it is another, or none. */
    static @Nullable PermitJoin parse(String line) {
        Matcher words = LINE.matcher(line);
        if (!words.matches() || Integer.parseInt(words.group(1)) > RadioLink.LONGEST_JOINING) {
            return null;
        }
        return new PermitJoin(Integer.parseInt(words.group(1)), words.group(2));
    }
}
