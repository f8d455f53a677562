package dev.dormouse.sim.dongle.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.Bench;
import dev.dormouse.sim.dongle.Octets;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** A host that connects to whoever advertises, and answers what it is notified of; it keeps to the credits of the controller. */
final class LittleHost implements Bench.Host {
    private static final String RESET = "030c00";
    private static final String SCAN = "0c20020101";
    private static final int CREDITS = 8;
    private static final long PATIENCE_MILLIS = 5000;

    private final Bench bench;
    private final Queue<Bytes> acl = new ArrayDeque<>();
    private final Map<Integer, StringBuilder> parts = new HashMap<>();
    private final Map<Integer, String> peers = new HashMap<>();
    private final StringBuilder line = new StringBuilder();
    private Queue<Bytes> out = new ArrayDeque<>();
    private int credits = CREDITS;
    private long connectingSince = -1;

    LittleHost(Bench bench) {
        this.bench = bench;
    }

    static Bytes hello() {
        return Bytes.ofHex("01" + RESET);
    }

    @Override
    public void hear(Bytes octets, Queue<Bytes> toDongle) {
        out = toDongle;
        line.append(octets.toHex());
        while (line.length() >= 6) {
            boolean event = line.charAt(1) == '4';
            int header = event ? 3 : 5;
            if (line.length() < 2 * header) {
                break;
            }
            int end = 2 * (header + (event ? number(4, 1) : number(6, 2)));
            if (line.length() < end) {
                break;
            }
            String packet = line.substring(2, end);
            line.delete(0, end);
            if (event) {
                onEvent(packet);
            } else {
                onAcl(packet);
            }
        }
        if (connectingSince >= 0 && bench.time().now() > connectingSince + PATIENCE_MILLIS) {
            connectingSince = -1;
            out.add(Bytes.ofHex("010e2000"));
        }
        while (credits > 0 && !acl.isEmpty()) {
            credits--;
            out.add(acl.remove());
        }
    }

    private void onEvent(String event) {
        String parameters = event.substring(4);
        switch (event.substring(0, 2)) {
            case "0e" -> {
                if (parameters.startsWith("01030c")) {
                    start();
                }
            }
            case "10" -> out.add(hello());
            case "05" -> {
                peers.remove(little(parameters, 2));
                // the controller gives back what was on its way
                credits = CREDITS;
                out.add(Bytes.ofHex("01" + SCAN));
            }
            case "13" -> credits = Math.min(CREDITS, credits + little(parameters, 6));
            case "3e" -> onLe(parameters);
            default -> {
                // command status
            }
        }
    }

    private void start() {
        acl.clear();
        peers.clear();
        parts.clear();
        credits = CREDITS;
        connectingSince = -1;
        out.add(Bytes.ofHex("01" + SCAN));
    }

    private void onLe(String parameters) {
        if (parameters.startsWith("02010001") && connectingSince < 0) {
            String peer = parameters.substring(8, 20);
            if (!peers.containsValue(peer)) {
                connectingSince = bench.time().now();
                out.add(Bytes.ofHex("010d2019" + "600060000001" + peer + "01180028000400900100000000"));
            }
        } else if (parameters.startsWith("01")) {
            connectingSince = -1;
            if (parameters.startsWith("0100")) {
                int handle = little(parameters, 4);
                peers.put(handle, parameters.substring(12, 24));
                send(handle, "02f700");
                send(handle, "1213000100");
            }
        }
    }

    private void onAcl(String packet) {
        int flags = little(packet, 0);
        int handle = flags & 0x0FFF;
        StringBuilder whole = parts.computeIfAbsent(handle, any -> new StringBuilder());
        if ((flags >> 12 & 3) != 1) {
            whole.setLength(0);
        }
        whole.append(packet.substring(8));
        String l2cap = whole.toString();
        if (l2cap.length() < 8 || l2cap.length() < 8 + 2 * little(l2cap, 0) || !l2cap.startsWith("04001b1200", 4)) {
            return;
        }
        bench.gateway(String.valueOf(peers.get(handle)))
                .answer(Bytes.ofHex(l2cap.substring(14)))
                .forEach(answer -> send(handle, "521000" + answer.toHex()));
    }

    private void send(int handle, String att) {
        String rest = new Octets()
                .pairLow(att.length() / 2)
                .pairLow(4)
                .bytes(Bytes.ofHex(att))
                .done()
                .toHex();
        for (int flags = 0; !rest.isEmpty(); flags = 1) {
            Bytes part = Bytes.ofHex(rest.substring(0, Math.min(54, rest.length())));
            rest = rest.substring(2 * part.length());
            acl.add(new Octets()
                    .octet(2)
                    .pairLow(flags << 12 | handle)
                    .pairLow(part.length())
                    .bytes(part)
                    .done());
        }
    }

    private int number(int at, int octets) {
        return octets == 1 ? Integer.parseInt(line.substring(at, at + 2), 16) : little(line.toString(), at);
    }

    private static int little(String hex, int at) {
        return Integer.parseInt(hex.substring(at + 2, at + 4) + hex.substring(at, at + 2), 16);
    }
}
