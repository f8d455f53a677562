package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.ArrayList;
import java.util.List;

/** What was heard while scanning (Bluetooth Core Vol 4 Part E §7.7.65.2). */
public record AdvertisingReports(List<Report> reports) implements HciEvent {
    static final int SUBEVENT = 0x02;

    public AdvertisingReports {
        reports = List.copyOf(reports);
    }

    /**
     * One advertisement.
     *
     * @param kind 0 to 4
     * @param data AD structures
     * @param rssi dBm
     */
    public record Report(int kind, BleAddress address, Bytes data, int rssi) {
        private static final int CONNECTABLE = 0;
        private static final int CONNECTABLE_DIRECTED = 1;
        private static final int SCAN_RESPONSE = 4;

        boolean isConnectable() {
            return kind == CONNECTABLE || kind == CONNECTABLE_DIRECTED;
        }

        /** Whether it only adds to what the same device has said just before. */
        boolean isScanResponse() {
            return kind == SCAN_RESPONSE;
        }

        private static Report read(OctetReader in) throws MalformedFrameException {
            return new Report(in.u8(), BleAddress.read(in), in.bytes(in.u8()), (byte) in.u8());
        }

        private void write(OctetWriter out) {
            out.u8(kind);
            address.write(out);
            out.u8(data.length()).bytes(data).u8(rssi);
        }
    }

    static AdvertisingReports read(OctetReader in) throws MalformedFrameException {
        int number = in.u8();
        List<Report> reports = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            reports.add(Report.read(in));
        }
        return new AdvertisingReports(reports);
    }

    @Override
    public int code() {
        return LE_META;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(SUBEVENT).u8(reports.size());
        reports.forEach(report -> report.write(out));
    }
}
