package dev.dormouse.link.znp;

import dev.dormouse.link.radio.AdapterEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** An adapter as a test sees it: answers what it is asked in the start, and otherwise says what it is told. Knows none of our codecs. */
public final class Coordinator {
    private final AdapterEnd end;
    private final Map<String, String> answers = new HashMap<>();

    public Coordinator(AdapterEnd end) {
        this.end = end;
        answers("2101", "61015906");
        answers("2102", "6102020102070146d93401");
        answers("2700", "670000c4b2a14000a2130000000709" + "00");
        answers("2550", "6550000009621a0000c4b2a14000a2130000000000000000000b");
        answers("2400", "640000");
        answers("2401", "640100");
        answers("2402", "640200");
        answers("2536", "653600");
        answers("2501", "650100");
        answers("2540", "654000");
    }

    /** From now on a request, given by its two octets, has this answer; nothing is none. */
    Coordinator answers(String request, String answer) {
        answers.put(request, answer);
        return this;
    }

    /** Answers everything; returns the requests, without framing. */
    public List<String> answers() {
        List<String> requests = new ArrayList<>();
        for (String hex = end.hears(); !hex.isEmpty(); hex = end.hears()) {
            if (!hex.startsWith("fe")) {
                requests.add("raw " + hex);
                continue;
            }
            String request = hex.substring(4, hex.length() - 2);
            requests.add(request);
            String answer = answers.getOrDefault(request.substring(0, 4), "");
            if (!answer.isEmpty()) {
                says(answer);
            }
        }
        return requests;
    }

    /** Says a message, given without framing. */
    public void says(String message) {
        byte[] octets = HexFormat.of().parseHex(message);
        int check = octets.length - 2;
        for (byte octet : octets) {
            check ^= octet;
        }
        HexFormat hex = HexFormat.of();
        end.says("fe" + hex.toHexDigits((byte) (octets.length - 2)) + message + hex.toHexDigits((byte) check));
    }
}
