package dev.dormouse.link.ble;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.ArrayList;
import java.util.List;

/** Number_Of_Completed_Packets: the controller has room again for data that was sent or given up. */
public record CompletedPackets(List<Count> counts) implements HciEvent {
    static final int CODE = 0x13;

    public CompletedPackets {
        counts = List.copyOf(counts);
    }

    /** So many ACL packets of a connection are done with. */
    public record Count(int handle, int packets) {}

    static CompletedPackets read(OctetReader in) throws MalformedFrameException {
        int number = in.u8();
        List<Count> counts = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            counts.add(new Count(in.u16le(), in.u16le()));
        }
        return new CompletedPackets(counts);
    }

    @Override
    public int code() {
        return CODE;
    }

    @Override
    public void writeParameters(OctetWriter out) {
        out.u8(counts.size());
        counts.forEach(count -> out.u16le(count.handle()).u16le(count.packets()));
    }
}
