package dev.dormouse.link.znp;

import dev.dormouse.link.frame.MalformedFrameException;
import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The two octets that say what a message is, type and subsystem in the first and the command in the second: the table by which messages
 * are decoded.
 */
public enum MtId {
    SYS_PING(0x21, 0x01, SysPing::read),
    SYS_VERSION(0x21, 0x02, SysVersion::read),
    AF_REGISTER(0x24, 0x00, AfRegister::read),
    AF_DATA_REQUEST(0x24, 0x01, AfDataRequest::read),
    AF_DATA_REQUEST_EXT(0x24, 0x02, AfDataRequestExt::read),
    ZDO_IEEE_ADDR_REQUEST(0x25, 0x01, ZdoIeeeAddrRequest::read),
    ZDO_PERMIT_JOIN(0x25, 0x36, ZdoPermitJoin::read),
    ZDO_STARTUP_FROM_APP(0x25, 0x40, ZdoStartupFromApp::read),
    ZDO_EXT_NWK_INFO(0x25, 0x50, ZdoExtNwkInfo::read),
    UTIL_GET_DEVICE_INFO(0x27, 0x00, UtilGetDeviceInfo::read),
    BDB_START_COMMISSIONING(0x2F, 0x05, BdbStartCommissioning::read),
    BDB_SET_CHANNEL(0x2F, 0x08, BdbSetChannel::read),
    SYS_RESET_REQUEST(0x41, 0x00, SysResetRequest::read),
    SYS_RESET_INDICATION(0x41, 0x80, SysResetIndication::read),
    AF_DATA_CONFIRM(0x44, 0x80, AfDataConfirm::read),
    AF_INCOMING(0x44, 0x81, AfIncoming::read),
    AF_INCOMING_EXT(0x44, 0x82, AfIncomingExt::read),
    ZDO_IEEE_ADDR_RESPONSE(0x45, 0x81, ZdoIeeeAddrResponse::read),
    ZDO_STATE_CHANGE(0x45, 0xC0, ZdoStateChange::read),
    ZDO_END_DEVICE_ANNOUNCE(0x45, 0xC1, ZdoEndDeviceAnnounce::read),
    ZDO_LEAVE(0x45, 0xC9, ZdoLeave::read),
    ZDO_TC_DEVICE(0x45, 0xCA, ZdoTcDevice::read),
    RPC_ERROR(0x60, 0x00, RpcError::read),
    SYS_PING_RESPONSE(0x61, 0x01, SysPingResponse::read),
    SYS_VERSION_RESPONSE(0x61, 0x02, SysVersionResponse::read),
    AF_REGISTER_RESPONSE(0x64, 0x00),
    AF_DATA_RESPONSE(0x64, 0x01),
    AF_DATA_EXT_RESPONSE(0x64, 0x02),
    ZDO_IEEE_ADDR_ACCEPTED(0x65, 0x01),
    ZDO_PERMIT_JOIN_RESPONSE(0x65, 0x36),
    ZDO_STARTUP_RESPONSE(0x65, 0x40),
    ZDO_EXT_NWK_INFO_RESPONSE(0x65, 0x50, ZdoExtNwkInfoResponse::read),
    UTIL_GET_DEVICE_INFO_RESPONSE(0x67, 0x00, UtilGetDeviceInfoResponse::read),
    BDB_START_COMMISSIONING_RESPONSE(0x6F, 0x05),
    BDB_SET_CHANNEL_RESPONSE(0x6F, 0x08);

    private static final int RESPONSE = 0x40;
    private static final int TYPE = 0xE0;
    private static final int REQUEST_TYPE = 0x20;
    private static final Map<Integer, MtId> BY_CODE = new HashMap<>();

    static {
        for (MtId id : values()) {
            BY_CODE.put(id.code(), id);
        }
    }

    private final int cmd0;
    private final int cmd1;

    @SuppressWarnings("ImmutableEnumChecker") // a constructor reference
    private final Body body;

    MtId(int cmd0, int cmd1, Body body) {
        this.cmd0 = cmd0;
        this.cmd1 = cmd1;
        this.body = body;
    }

    /** One of the responses that carry nothing but a status. */
    MtId(int cmd0, int cmd1) {
        this.cmd0 = cmd0;
        this.cmd1 = cmd1;
        this.body = in -> new StatusResponse(this, in.u8());
    }

    public int cmd0() {
        return cmd0;
    }

    public int cmd1() {
        return cmd1;
    }

    /** Whether exactly one response follows, and nothing else may be requested before. */
    public boolean isRequest() {
        return (cmd0 & TYPE) == REQUEST_TYPE;
    }

    /** Whether this is the response to that request. */
    public boolean answers(MtId request) {
        return cmd0 == request.cmd0 + RESPONSE && cmd1 == request.cmd1;
    }

    static @Nullable MtId of(int cmd0, int cmd1) {
        return BY_CODE.get((cmd0 << 8) | cmd1);
    }

    MtMessage read(OctetReader in) throws MalformedFrameException {
        MtMessage message = body.read(in);
        in.end();
        return message;
    }

    private int code() {
        return (cmd0 << 8) | cmd1;
    }

    static List<Integer> readList(OctetReader in) throws MalformedFrameException {
        int count = in.u8();
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(in.u16le());
        }
        return list;
    }

    static void writeList(OctetWriter out, List<Integer> list) {
        out.u8(list.size());
        list.forEach(out::u16le);
    }

    /** Reads what follows the two octets. */
    private interface Body {
        MtMessage read(OctetReader in) throws MalformedFrameException;
    }
}
