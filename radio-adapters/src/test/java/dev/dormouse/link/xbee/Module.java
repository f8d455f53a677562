package dev.dormouse.link.xbee;

import dev.dormouse.link.radio.AdapterEnd;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A module as a test sees it: answers the questions for its parameters, and otherwise says what it is told. Knows none of our codecs. */
public final class Module {
    private final AdapterEnd end;
    private final boolean escapes;
    private final Map<String, String> parameters = new HashMap<>();

    public Module(AdapterEnd end, int apiMode) {
        this.end = end;
        this.escapes = apiMode == 2;
        has("AP", "0" + apiMode).has("HV", "2241").has("VR", "4061");
        has("SH", "0013a200")
                .has("SL", "40a1b2c4")
                .has("MY", "0000")
                .has("ID", "1a62")
                .has("CH", "0f");
        has("NP", "00ff").has("EE", "00").has("AO", "00").has("AI", "00");
    }

    Module has(String name, String hex) {
        parameters.put(name, hex);
        return this;
    }

    /** Answers all questions; returns the last other frame, without framing, or nothing. */
    String answers() {
        List<String> others = answersAndHears();
        return others.isEmpty() ? "" : others.get(others.size() - 1);
    }

    /** Answers all questions; returns the other frames, without framing. */
    public List<String> answersAndHears() {
        List<String> others = new ArrayList<>();
        for (String hex = end.hears(); !hex.isEmpty(); hex = end.hears()) {
            String frame = unframed(hex);
            if (frame.startsWith("08")) {
                answer(frame);
            } else {
                others.add(frame);
            }
        }
        return others;
    }

    private void answer(String question) {
        String name = new String(HexFormat.of().parseHex(question.substring(4, 8)), StandardCharsets.US_ASCII);
        String value = question.substring(8);
        if (!value.isEmpty()) {
            has(name, value);
        }
        String answer = parameters.get(name);
        says("88" + question.substring(2, 8) + (answer == null ? "02" : "00" + (value.isEmpty() ? answer : "")));
    }

    /** What the module was last told to keep under this name. */
    String parameter(String name) {
        return parameters.getOrDefault(name, "");
    }

    /** Says a frame, given without framing. */
    public void says(String frame) {
        end.says(framed(frame));
    }

    private byte[] framed(String frame) {
        byte[] content = HexFormat.of().parseHex(frame);
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        line.write(0x7E);
        int sum = 0;
        put(line, content.length >> 8);
        put(line, content.length);
        for (byte octet : content) {
            put(line, octet);
            sum += octet;
        }
        put(line, 0xFF - sum);
        return line.toByteArray();
    }

    private void put(ByteArrayOutputStream line, int value) {
        int octet = value & 0xFF;
        if (escapes && (octet == 0x7E || octet == 0x7D || octet == 0x11 || octet == 0x13)) {
            line.write(0x7D);
            line.write(octet ^ 0x20);
        } else {
            line.write(octet);
        }
    }

    private String unframed(String hex) {
        byte[] line = HexFormat.of().parseHex(hex);
        ByteArrayOutputStream plain = new ByteArrayOutputStream();
        for (int i = 1; i < line.length; i++) {
            if (escapes && line[i] == 0x7D) {
                i++;
                plain.write(line[i] ^ 0x20);
            } else {
                plain.write(line[i]);
            }
        }
        return HexFormat.of().formatHex(plain.toByteArray(), 2, plain.size() - 1);
    }
}
