package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import org.jspecify.annotations.Nullable;

/** One message of the Monitor and Test interface of Z-Stack. Integers stand on the line least significant octet first. */
public sealed interface MtMessage
        permits AfDataConfirm,
                AfDataRequest,
                AfDataRequestExt,
                AfIncoming,
                AfIncomingExt,
                AfRegister,
                BdbSetChannel,
                BdbStartCommissioning,
                RpcError,
                StatusResponse,
                SysPing,
                SysPingResponse,
                SysResetIndication,
                SysResetRequest,
                SysVersion,
                SysVersionResponse,
                UtilGetDeviceInfo,
                UtilGetDeviceInfoResponse,
                ZdoEndDeviceAnnounce,
                ZdoExtNwkInfo,
                ZdoExtNwkInfoResponse,
                ZdoIeeeAddrRequest,
                ZdoIeeeAddrResponse,
                ZdoLeave,
                ZdoPermitJoin,
                ZdoStartupFromApp,
                ZdoStateChange,
                ZdoTcDevice {
    MtId id();

    /** Writes what follows the two octets of the id. */
    void writeBody(OctetWriter out);

    /** The octets of the message, from its id on. */
    default byte[] octets() {
        OctetWriter out = new OctetWriter().u8(id().cmd0()).u8(id().cmd1());
        writeBody(out);
        return out.toArray();
    }

    /**
     * Reads a message.
     *
     * @param octets from the id on
     * @return null when the id is none of {@link MtId}
     * @throws MalformedFrameException when it is too short or too long for its id
     */
    static @Nullable MtMessage decode(byte[] octets) throws MalformedFrameException {
        OctetReader in = new OctetReader(octets);
        MtId id = MtId.of(in.u8(), in.u8());
        return id == null ? null : id.read(in);
    }
}
