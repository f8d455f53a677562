package dev.dormouse.link.ble;

import dev.dormouse.link.radio.AdapterEnd;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A controller and the nodes around it as a test sees them: answers commands and what a connecting host asks of a node, gives credits
 * back, and otherwise does what it is told. Knows none of our codecs.
 */
final class ScriptedController {
    static final String NUS_ADVERTISED = "02010611079ecadc240ee5a9e093f3a3b50100406e";

    private final AdapterEnd end;
    private final Map<String, String> returns = new HashMap<>();
    private final Map<String, String> attributes = new HashMap<>();
    private final Set<String> statusOnly = new HashSet<>(Set.of("0d20", "0604", "1320"));
    private final List<Tshark.Captured> transcript = new ArrayList<>();
    private boolean givesCredits = true;

    ScriptedController(AdapterEnd end) {
        this.end = end;
        for (String plain : List.of("030c", "010c", "0120", "0520", "0b20", "0c20", "2420", "0e20")) {
            returns.put(plain, "00");
        }
        returns.put("0110", "0009000009ffff0000");
        returns.put("0910", "00004433221100");
        returns.put("0220", "001b0008");
        returns.put("0d20", "00");
        returns.put("0604", "00");
        returns.put("1320", "00");
        attributes.put("02f700", "03f700");
        attributes.put("060100ffff00289ecadc240ee5a9e093f3a3b50100406e", "070e001300");
        attributes.put(
                "080e0013000328",
                "09150f000c10009ecadc240ee5a9e093f3a3b50200406e11001012009ecadc240ee5a9e093f3a3b50300406e");
        attributes.put("0413001300", "050113000229");
        attributes.put("1213000100", "13");
    }

    /** From now on a command, given by its opcode as on the line, returns this; nothing is no answer. */
    ScriptedController returns(String opcode, String parameters) {
        returns.put(opcode, parameters);
        return this;
    }

    /** From now on nodes answer an ATT request so; nothing is no answer. */
    ScriptedController nodesAnswer(String request, String response) {
        attributes.put(request, response);
        return this;
    }

    ScriptedController keepsCredits() {
        givesCredits = false;
        return this;
    }

    ScriptedController givesCreditsAgain() {
        givesCredits = true;
        return this;
    }

    /** Deals with everything; returns the packets of the host as they stood on the line. */
    List<String> hears() {
        List<String> packets = new ArrayList<>();
        for (String hex = end.hears(); !hex.isEmpty(); hex = end.hears()) {
            while (!hex.isEmpty()) { // several may be written at once
                int octets = hex.startsWith("01") ? 4 + number(hex, 6, 1) : 5 + number(hex, 6, 2);
                String packet = hex.substring(0, 2 * octets);
                hex = hex.substring(2 * octets);
                packets.add(packet);
                transcript.add(Tshark.Captured.of(false, packet));
                if (packet.startsWith("01")) {
                    onCommand(packet.substring(2, 6));
                } else {
                    onData(packet.substring(2, 6), packet.substring(10));
                }
            }
        }
        return packets;
    }

    private void onCommand(String opcode) {
        String parameters = returns.getOrDefault(opcode, "");
        if (parameters.isEmpty()) {
            return;
        }
        if (statusOnly.contains(opcode)) {
            event("0f", parameters + "01" + opcode);
        } else {
            event("0e", "01" + opcode + parameters);
        }
    }

    private void onData(String handle, String data) {
        if (givesCredits) {
            completes(number(handle, 0, 2) & 0xFFF, 1);
        }
        String att = data.substring(0, Math.min(8, data.length())).endsWith("0400") ? data.substring(8) : "";
        String response = attributes.getOrDefault(att, "");
        if (!response.isEmpty()) {
            att(number(handle, 0, 2) & 0xFFF, response);
        }
    }

    /** All packets of both, in order. */
    List<Tshark.Captured> transcript() {
        return transcript;
    }

    // ---- what the controller says ----

    private void says(String packet) {
        transcript.add(Tshark.Captured.of(true, packet));
        end.says(packet);
    }

    void event(String code, String parameters) {
        says("04" + code + octet(parameters.length() / 2) + parameters);
    }

    void completes(int handle, int packets) {
        event("13", "01" + pair(handle) + pair(packets));
    }

    /** An advertisement; the address as people write it, without colons. */
    void advertises(int kind, String address, String data) {
        event("3e", "0201" + octet(kind) + "01" + turned(address) + octet(data.length() / 2) + data + "ce");
    }

    void connects(int handle, String address) {
        connects("00", handle, address);
    }

    void connects(String status, int handle, String address) {
        event("3e", "01" + status + pair(handle) + "0001" + turned(address) + "18000400900100");
    }

    void disconnects(int handle, String reason) {
        event("05", "00" + pair(handle) + reason);
    }

    /** Data of a node on the channel of the attribute protocol. */
    void att(int handle, String pdu) {
        l2cap(handle, "0400", pdu);
    }

    void l2cap(int handle, String channel, String content) {
        String data = pair(content.length() / 2) + channel + content;
        says("02" + pair(handle | 0x2000) + pair(data.length() / 2) + data);
    }

    /** The node tells what it has to say. */
    void notifies(int handle, String value) {
        att(handle, "1b1200" + value);
    }

    static String turned(String hex) {
        StringBuilder turned = new StringBuilder();
        for (int at = hex.length() - 2; at >= 0; at -= 2) {
            turned.append(hex, at, at + 2);
        }
        return turned.toString();
    }

    static String pair(int number) {
        return octet(number & 0xFF) + octet(number >> 8);
    }

    static String octet(int number) {
        return HexFormat.of().toHexDigits((byte) number);
    }

    private static int number(String hex, int at, int octets) {
        return HexFormat.fromHexDigits(turned(hex.substring(at, at + 2 * octets)));
    }
}
