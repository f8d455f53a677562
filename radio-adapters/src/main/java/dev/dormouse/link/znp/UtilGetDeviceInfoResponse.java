package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.List;

/**
 * Who the adapter is in its network.
 *
 * @param status 0 is success
 * @param node the adapter itself
 * @param address its short address
 * @param kinds 1 coordinator, 2 router, 4 end device: what it can be
 * @param state as in {@link ZdoStateChange}
 * @param neighbours short addresses of associated nodes
 */
public record UtilGetDeviceInfoResponse(
        int status, Eui64 node, ShortAddress address, int kinds, int state, List<Integer> neighbours)
        implements MtMessage {
    public UtilGetDeviceInfoResponse {
        neighbours = List.copyOf(neighbours);
    }

    static UtilGetDeviceInfoResponse read(OctetReader in) throws MalformedFrameException {
        return new UtilGetDeviceInfoResponse(
                in.u8(), new Eui64(in.u64le()), new ShortAddress(in.u16le()), in.u8(), in.u8(), MtId.readList(in));
    }

    @Override
    public MtId id() {
        return MtId.UTIL_GET_DEVICE_INFO_RESPONSE;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(status).u64le(node.value()).u16le(address.value()).u8(kinds).u8(state);
        MtId.writeList(out, neighbours);
    }
}
