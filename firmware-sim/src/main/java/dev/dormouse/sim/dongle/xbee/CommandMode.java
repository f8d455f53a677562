package dev.dormouse.sim.dongle.xbee;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Rig;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a module in transparent mode makes of the host's octets: three plus signs between two silences open its command mode, in which it
 * takes commands in letters, until {@code ATCN}; everything else is for the air.
 */
final class CommandMode {
    private static final long GUARD_MILLIS = 1000;
    private static final int LONGEST_LINE = 64;
    private static final Pattern SETTING = Pattern.compile("AT([A-Z][A-Z0-9])([0-9A-F]{1,16})");
    private static final String OK = "OK\r";
    private static final String ERROR = "ERROR\r";

    private final Rig rig;
    private final XbeeSettings settings;
    private final Runnable left;
    private final StringBuilder line = new StringBuilder();
    private long lastHeard = -GUARD_MILLIS;
    private boolean open;

    /**
     * Closed at first.
     *
     * @param left runs when it has been left, and what was set holds
     */
    CommandMode(Rig rig, XbeeSettings settings, Runnable left) {
        this.rig = rig;
        this.settings = settings;
        this.left = left;
    }

    void hear(Bytes octets) {
        String text = new String(octets.toArray(), StandardCharsets.ISO_8859_1);
        long now = rig.time().now();
        boolean afterSilence = now - lastHeard >= GUARD_MILLIS;
        lastHeard = now;
        if (open) {
            text.chars().forEach(letter -> take((char) letter));
        } else if (afterSilence && text.equals("+++")) {
            rig.time().after(GUARD_MILLIS, () -> openUnless(lastHeard > now));
        } else {
            rig.tally().count("writes for the air, without frames");
        }
    }

    private void openUnless(boolean disturbed) {
        if (!disturbed) {
            open = true;
            say(OK);
        }
    }

    private void take(char letter) {
        if (letter != '\r') {
            line.append(letter);
            line.setLength(Math.min(line.length(), LONGEST_LINE));
            return;
        }
        String command = line.toString();
        line.setLength(0);
        if (command.equals("ATCN")) {
            open = false;
            say(OK);
            left.run();
        } else {
            Matcher words = SETTING.matcher(command);
            boolean set = words.matches() && settings.set(words.group(1), value(words.group(2))) == XbeeSettings.OK;
            say(set ? OK : ERROR);
        }
    }

    private static Bytes value(String digits) {
        return Bytes.ofHex(digits.length() % 2 == 0 ? digits : "0" + digits);
    }

    private void say(String text) {
        rig.wire().write(Bytes.ofUtf8(text));
    }
}
