package dev.dormouse.link.ble;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** What the controller tells on its own or in answer (Bluetooth Core Vol 4 Part E §7.7). */
public sealed interface HciEvent extends HciPacket
        permits AdvertisingReports,
                CommandComplete,
                CommandStatus,
                CompletedPackets,
                ConnectionComplete,
                DisconnectionComplete,
                HardwareError,
                OtherEvent {
    int LE_META = 0x3E;

    /** The Event Code. */
    int code();

    /** Writes the parameters. */
    void writeParameters(OctetWriter out);

    @Override
    default int indicator() {
        return H4.EVENT;
    }

    @Override
    default void write(OctetWriter out) {
        OctetWriter parameters = new OctetWriter();
        writeParameters(parameters);
        byte[] octets = parameters.toArray();
        out.u8(code()).u8(octets.length).bytes(octets);
    }

    static HciEvent read(OctetReader in) throws MalformedFrameException {
        int code = in.u8();
        OctetReader parameters = new OctetReader(in.bytes(in.u8()).toArray());
        HciEvent event =
                switch (code) {
                    case DisconnectionComplete.CODE -> DisconnectionComplete.read(parameters);
                    case CommandComplete.CODE -> CommandComplete.read(parameters);
                    case CommandStatus.CODE -> CommandStatus.read(parameters);
                    case HardwareError.CODE -> HardwareError.read(parameters);
                    case CompletedPackets.CODE -> CompletedPackets.read(parameters);
                    case LE_META -> readLowEnergy(parameters);
                    default -> new OtherEvent(code, parameters.rest());
                };
        parameters.end();
        return event;
    }

    private static HciEvent readLowEnergy(OctetReader in) throws MalformedFrameException {
        int subevent = in.u8();
        return switch (subevent) {
            case AdvertisingReports.SUBEVENT -> AdvertisingReports.read(in);
            case ConnectionComplete.SUBEVENT -> ConnectionComplete.read(in, false);
            case ConnectionComplete.ENHANCED_SUBEVENT -> ConnectionComplete.read(in, true);
            default ->
                new OtherEvent(
                        LE_META,
                        Bytes.of(new OctetWriter().u8(subevent).bytes(in.rest()).toArray()));
        };
    }
}
