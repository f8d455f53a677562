package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import org.json.JSONObject;
import org.jspecify.annotations.Nullable;

/** A packet in the words of the vectors. */
final class BleMeaning {
    private static final int TEST_COMPANY = 0xFFFF;

    private final JSONObject json = new JSONObject();

    private BleMeaning() {}

    /**
     * The meaning of a packet.
     *
     * @param before the piece in front of it, when it is a continuation
     */
    static JSONObject of(HciPacket packet, @Nullable AclPacket before) throws MalformedFrameException {
        BleMeaning meaning = new BleMeaning();
        if (packet instanceof HciCommand command) {
            meaning.command(command);
        } else if (packet instanceof AclPacket acl) {
            meaning.acl(acl, before);
        } else {
            meaning.event((HciEvent) packet);
        }
        return meaning.json;
    }

    private void command(HciCommand command) {
        put("h4", "command");
        put("opcode", hex(command.opcode().code()));
        put("params", command.parameters().toHex());
        if (command.opcode() == Opcode.LE_CREATE_CONNECTION_CANCEL) {
            put("cmd", "leCreateConnectionCancel");
        }
    }

    private void event(HciEvent event) {
        put("h4", "event");
        put("code", String.format("0x%02x", event.code()));
        if (event instanceof CommandComplete complete) {
            put("event", "commandComplete");
            put("numCmd", complete.allowed());
            put("opcode", hex(complete.opcode()));
            put("status", complete.status());
            put("returnParams", complete.returned().toHex().substring(2));
        } else if (event instanceof CommandStatus status) {
            put("event", "commandStatus");
            put("status", status.status());
            put("numCmd", status.allowed());
            put("opcode", hex(status.opcode()));
        } else if (event instanceof DisconnectionComplete gone) {
            put("event", "disconnectionComplete");
            put("status", gone.status());
            put("handle", gone.handle());
            put("reason", gone.reason());
        } else if (event instanceof HardwareError error) {
            put("event", "hardwareError");
            put("code", error.hardwareCode());
            put("params", String.format("%02x", error.hardwareCode()));
        } else if (event instanceof CompletedPackets completed) {
            put("event", "numberOfCompletedPackets");
            JSONObject counts = new JSONObject();
            completed.counts().forEach(count -> counts.put("" + count.handle(), count.packets()));
            put("counts", counts);
        } else if (event instanceof AdvertisingReports reports) {
            put("event", "leAdvertisingReport");
            put("reports", reports.reports().size());
            report(reports.reports().get(0));
        } else if (event instanceof ConnectionComplete connection) {
            connection(connection);
        }
    }

    private void report(AdvertisingReports.Report report) {
        put("evtType", report.kind());
        put("addrType", report.address().isRandom() ? 1 : 0);
        put("address", report.address().digits().replace(":", ""));
        put("adData", report.data().toHex());
        put("rssi", report.rssi());
        Bytes maker = AdvertisingData.read(report.data(), TEST_COMPANY).maker();
        if (maker != null) {
            put("manufacturer", "ffff");
            put("mqttsn", maker.toHex());
        }
    }

    private void connection(ConnectionComplete connection) {
        boolean enhanced = !connection.privateAddresses().isEmpty();
        put("event", enhanced ? "leEnhancedConnectionComplete" : "leConnectionComplete");
        put("params", Bytes.of(connection.octets()).toHex().substring(6));
        put("status", connection.status());
        put("handle", connection.handle());
        put("role", connection.role());
        put("peerType", connection.peer().isRandom() ? 1 : 0);
        put("peer", connection.peer().digits().replace(":", ""));
        put("interval", connection.interval());
        put("latency", connection.latency());
        put("timeout", connection.timeout());
    }

    private void acl(AclPacket packet, @Nullable AclPacket before) throws MalformedFrameException {
        put("h4", "acl");
        put("handle", packet.handle());
        put("pb", packet.boundary());
        put("bc", packet.broadcast());
        put("length", packet.data().length());
        put("acl", packet.isContinuation() ? "continuation" : "start");
        Reassembly reassembly = new Reassembly();
        if (before != null) {
            reassembly.feed(before);
        } else {
            put("l2capLength", packet.data().at(0) | packet.data().at(1) << 8);
            put("cid", hex(packet.data().at(2) | packet.data().at(3) << 8));
        }
        L2cap whole = reassembly.feed(packet);
        if (whole == null) {
            return;
        }
        if (whole.channel() == L2cap.SIGNALLING) {
            signal(Signal.decode(whole.content()));
        } else if (before == null) {
            att(AttPdu.decode(whole.content()));
        } else {
            BleMeaning inner = new BleMeaning();
            inner.att(AttPdu.decode(whole.content()));
            inner.json.remove("value");
            put("reassembled", inner.json);
        }
    }

    private void signal(Signal signal) throws MalformedFrameException {
        put("l2cap", "0005");
        put("code", signal.code());
        put("id", signal.id());
        if (signal.code() == Signal.PARAMETER_UPDATE_REQUEST) {
            ConnectionParameters wish = signal.parameters();
            put("intMin", wish.minInterval());
            put("intMax", wish.maxInterval());
            put("latency", wish.latency());
            put("timeout", wish.timeout());
        } else {
            put("result", signal.data().at(0) | signal.data().at(1) << 8);
        }
    }

    private void att(AttPdu pdu) {
        put("att", String.format("%02x", pdu.opcode()));
        if (pdu instanceof AttPdu.MtuRequest request) {
            put("mtu", request.mtu());
        } else if (pdu instanceof AttPdu.MtuResponse response) {
            put("mtu", response.mtu());
        } else if (pdu instanceof AttPdu.ErrorResponse error) {
            put("reqOpcode", String.format("%02x", error.request()));
            put("attHandle", error.handle());
            put("error", error.error());
        } else if (pdu instanceof AttPdu.WriteRequest write) {
            value(write.handle(), write.value());
        } else if (pdu instanceof AttPdu.WriteCommand write) {
            value(write.handle(), write.value());
        } else if (pdu instanceof AttPdu.ValueFromNode news) {
            value(news.handle(), news.value());
        }
    }

    private void value(int handle, Bytes value) {
        put("attHandle", handle);
        put("value", value.toHex());
        put("mqttsn", value.toHex());
    }

    private static String hex(int number) {
        return String.format("0x%04x", number);
    }

    private void put(String key, Object value) {
        json.put(key, value);
    }
}
