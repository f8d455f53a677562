package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.json.JSONArray;
import org.json.JSONObject;

/** A message in the words of the vectors. */
final class ZnpMeaning {
    private static final Map<Class<? extends MtMessage>, Function<MtMessage, JSONObject>> WORDS = new HashMap<>();

    private static final Map<MtId, String> REQUESTS = Map.of(
            MtId.AF_REGISTER_RESPONSE, "AF_REGISTER",
            MtId.AF_DATA_RESPONSE, "AF_DATA_REQUEST",
            MtId.ZDO_STARTUP_RESPONSE, "ZDO_STARTUP_FROM_APP");

    static {
        say(SysPing.class, m -> json("SYS_PING"));
        say(SysPingResponse.class, m -> json("SYS_PING", "capabilities", m.capabilities()));
        say(SysResetRequest.class, m -> json("SYS_RESET_REQ", "resetType", m.kind()));
        say(
                SysResetIndication.class,
                m -> json(
                        "SYS_RESET_IND",
                        "reason",
                        m.reason(),
                        "transportRev",
                        m.transportRevision(),
                        "productId",
                        m.product(),
                        "majorRel",
                        m.major(),
                        "minorRel",
                        m.minor(),
                        "maintRel",
                        m.maintenance()));
        say(SysVersion.class, m -> json("SYS_VERSION"));
        say(
                SysVersionResponse.class,
                m -> json(
                        "SYS_VERSION",
                        "transportRev",
                        m.transportRevision(),
                        "product",
                        m.product(),
                        "majorRel",
                        m.major(),
                        "minorRel",
                        m.minor(),
                        "maintRel",
                        m.maintenance(),
                        "revision",
                        number(m.revision())));
        say(UtilGetDeviceInfo.class, m -> json("UTIL_GET_DEVICE_INFO"));
        say(
                UtilGetDeviceInfoResponse.class,
                m -> json(
                        "UTIL_GET_DEVICE_INFO",
                        "status",
                        m.status(),
                        "ieee",
                        m.node(),
                        "shortAddr",
                        m.address(),
                        "deviceType",
                        m.kinds(),
                        "deviceState",
                        m.state(),
                        "assoc",
                        m.neighbours()));
        say(
                BdbSetChannel.class,
                m -> json(
                        "APP_CNF_BDB_SET_CHANNEL",
                        "isPrimary",
                        m.primary(),
                        "channelMask",
                        HexFormat.of().toHexDigits((int) m.channels())));
        say(BdbStartCommissioning.class, m -> json("APP_CNF_BDB_START_COMMISSIONING", "mode", m.mode()));
        say(ZdoStartupFromApp.class, m -> json("ZDO_STARTUP_FROM_APP", "startDelay", m.delay()));
        say(StatusResponse.class, m -> json(Objects.requireNonNull(REQUESTS.get(m.id())), "status", m.status()));
        say(ZdoStateChange.class, m -> json("ZDO_STATE_CHANGE_IND", "state", m.state()));
        say(ZdoExtNwkInfo.class, m -> json("ZDO_EXT_NWK_INFO"));
        say(
                ZdoExtNwkInfoResponse.class,
                m -> json(
                        "ZDO_EXT_NWK_INFO",
                        "shortAddr",
                        m.address(),
                        "deviceState",
                        m.state(),
                        "panId",
                        hex16(m.pan()),
                        "parent",
                        m.parent(),
                        "extPanId",
                        m.extendedPan(),
                        "channel",
                        m.channel()));
        say(
                ZdoPermitJoin.class,
                m -> json(
                        "ZDO_MGMT_PERMIT_JOIN_REQ",
                        "addrMode",
                        m.mode(),
                        "dst",
                        m.to(),
                        "duration",
                        m.seconds(),
                        "tcSignificance",
                        m.trustCentre()));
        say(
                AfRegister.class,
                m -> json(
                        "AF_REGISTER",
                        "endpoint",
                        m.endpoint(),
                        "profile",
                        hex16(m.profile()),
                        "device",
                        hex16(m.device()),
                        "deviceVersion",
                        m.version(),
                        "latency",
                        m.latency(),
                        "inClusters",
                        m.inClusters(),
                        "outClusters",
                        m.outClusters()));
        say(
                AfDataRequest.class,
                m -> json(
                        "AF_DATA_REQUEST",
                        "dst",
                        m.to(),
                        "dstEp",
                        m.endpoint(),
                        "srcEp",
                        m.sourceEndpoint(),
                        "cluster",
                        hex16(m.cluster()),
                        "transId",
                        m.transaction(),
                        "options",
                        m.options(),
                        "radius",
                        m.radius(),
                        "mqttsn",
                        m.data(),
                        "broadcast",
                        m.to().value() >= 0xFFF8));
        say(
                AfDataRequestExt.class,
                m -> json(
                        "AF_DATA_REQUEST_EXT",
                        "dstAddrMode",
                        m.mode(),
                        "dst",
                        m.mode() == 3 ? m.to() : hex16((int) m.to().value()),
                        "dstEp",
                        m.endpoint(),
                        "dstPan",
                        hex16(m.pan()),
                        "srcEp",
                        m.sourceEndpoint(),
                        "cluster",
                        hex16(m.cluster()),
                        "transId",
                        m.transaction(),
                        "options",
                        m.options(),
                        "radius",
                        m.radius(),
                        "mqttsn",
                        m.data()));
        say(
                AfDataConfirm.class,
                m -> json(
                        "AF_DATA_CONFIRM", "status", m.status(), "endpoint", m.endpoint(), "transId", m.transaction()));
        say(
                AfIncoming.class,
                m -> tail(
                        m.tail(),
                        json(
                                "AF_INCOMING_MSG",
                                "group",
                                hex16(m.group()),
                                "cluster",
                                hex16(m.cluster()),
                                "src",
                                m.from(),
                                "srcEp",
                                m.sourceEndpoint(),
                                "dstEp",
                                m.endpoint(),
                                "broadcast",
                                m.broadcast() == 1,
                                "lqi",
                                m.quality(),
                                "security",
                                m.security(),
                                "timestamp",
                                m.timestamp(),
                                "seq",
                                m.sequence(),
                                "mqttsn",
                                m.data())));
        say(
                AfIncomingExt.class,
                m -> json(
                        "AF_INCOMING_MSG_EXT",
                        "group",
                        hex16(m.group()),
                        "cluster",
                        hex16(m.cluster()),
                        "srcAddrMode",
                        m.mode(),
                        "src",
                        m.from(),
                        "srcEp",
                        m.sourceEndpoint(),
                        "srcPan",
                        hex16(m.pan()),
                        "dstEp",
                        m.endpoint(),
                        "broadcast",
                        m.broadcast() == 1,
                        "lqi",
                        m.quality(),
                        "security",
                        m.security(),
                        "timestamp",
                        m.timestamp(),
                        "seq",
                        m.sequence(),
                        "mqttsn",
                        m.data()));
        say(
                ZdoEndDeviceAnnounce.class,
                m -> json(
                        "ZDO_END_DEVICE_ANNCE_IND",
                        "src",
                        m.source(),
                        "nwk",
                        m.address(),
                        "ieee",
                        m.node(),
                        "capabilities",
                        m.capabilities()));
        say(ZdoTcDevice.class, m -> json("ZDO_TC_DEV_IND", "nwk", m.address(), "ieee", m.node(), "parent", m.parent()));
        say(
                ZdoLeave.class,
                m -> json(
                        "ZDO_LEAVE_IND",
                        "nwk",
                        m.address(),
                        "ieee",
                        m.node(),
                        "request",
                        m.request(),
                        "remove",
                        m.remove(),
                        "rejoin",
                        m.rejoin()));
        say(
                RpcError.class,
                m -> json(
                        "RPC_ERROR",
                        "errorCode",
                        m.code(),
                        "reqCmd0",
                        hex8(m.requestCmd0()),
                        "reqCmd1",
                        hex8(m.requestCmd1())));
    }

    private ZnpMeaning() {}

    static JSONObject of(MtMessage message) {
        String[] types = {"POLL", "SREQ", "AREQ", "SRSP"};
        return Objects.requireNonNull(WORDS.get(message.getClass()))
                .apply(message)
                .put("type", types[message.id().cmd0() >> 5])
                .put("cmd0", hex8(message.id().cmd0()))
                .put("cmd1", hex8(message.id().cmd1()));
    }

    private static <M extends MtMessage> void say(Class<M> type, Function<M, JSONObject> words) {
        WORDS.put(type, message -> words.apply(type.cast(message)));
    }

    private static JSONObject tail(Bytes tail, JSONObject json) {
        return tail.length() < 3
                ? json
                : json.put("macSrc", hex16(tail.at(0) | (tail.at(1) << 8))).put("macRadius", tail.at(2));
    }

    private static int number(Bytes leastFirst) {
        int number = 0;
        for (int i = leastFirst.length() - 1; i >= 0; i--) {
            number = (number << 8) | leastFirst.at(i);
        }
        return number;
    }

    private static JSONObject json(String command, Object... entries) {
        JSONObject json = new JSONObject().put("cmd", command);
        for (int i = 0; i < entries.length; i += 2) {
            json.put(entries[i].toString(), word(entries[i + 1]));
        }
        return json;
    }

    private static Object word(Object value) {
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        if (value instanceof Eui64 eui) {
            return HexFormat.of().toHexDigits(eui.value());
        }
        if (value instanceof ShortAddress address) {
            return hex16(address.value());
        }
        if (value instanceof List<?> list) {
            return new JSONArray(
                    list.stream().map(item -> hex16((Integer) item)).toList());
        }
        return value;
    }

    private static String hex16(int value) {
        return HexFormat.of().toHexDigits((short) value);
    }

    private static String hex8(int value) {
        return HexFormat.of().toHexDigits((byte) value);
    }
}
