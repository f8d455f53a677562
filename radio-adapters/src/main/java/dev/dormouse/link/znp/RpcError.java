package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/**
 * The adapter does not know a request.
 *
 * @param code 1 subsystem, 2 command, 3 parameter, 4 length
 * @param requestCmd0 of the request
 * @param requestCmd1 of the request
 */
public record RpcError(int code, int requestCmd0, int requestCmd1) implements MtMessage {
    static RpcError read(OctetReader in) throws MalformedFrameException {
        return new RpcError(in.u8(), in.u8(), in.u8());
    }

    @Override
    public MtId id() {
        return MtId.RPC_ERROR;
    }

    @Override
    public void writeBody(OctetWriter out) {
        out.u8(code).u8(requestCmd0).u8(requestCmd1);
    }
}
