package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.List;

/**
 * Announces an endpoint of the gateway to the adapter.
 *
 * @param endpoint 1 to 254
 * @param profile 16 bits
 * @param device 16 bits
 * @param version of the device
 * @param latency 0
 * @param inClusters what it takes
 * @param outClusters what it sends
 */
public record AfRegister(
        int endpoint,
        int profile,
        int device,
        int version,
        int latency,
        List<Integer> inClusters,
        List<Integer> outClusters)
        implements MtMessage {
    public AfRegister {
        inClusters = List.copyOf(inClusters);
        outClusters = List.copyOf(outClusters);
    }

    static AfRegister read(OctetReader in) throws MalformedFrameException {
        return new AfRegister(in.u8(), in.u16le(), in.u16le(), in.u8(), in.u8(), MtId.readList(in), MtId.readList(in));
    }

    @Override
    public MtId id() {
        return MtId.AF_REGISTER;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(endpoint).u16le(profile).u16le(device).u8(version).u8(latency);
        MtId.writeList(out, inClusters);
        MtId.writeList(out, outClusters);
    }
}
