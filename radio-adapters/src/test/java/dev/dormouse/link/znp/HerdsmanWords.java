package dev.dormouse.link.znp;

import dev.dormouse.codec.Bytes;
import dev.dormouse.link.zigbee.Eui64;
import dev.dormouse.link.zigbee.ShortAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.json.JSONArray;
import org.json.JSONObject;

/**
 * A message as we write it and as zigbee-herdsman names it.
 *
 * @param directions what the library does with it
 */
record HerdsmanWords(MtMessage ours, Directions directions, JSONObject theirs) {
    private static final String[] TYPES = {"POLL", "SREQ", "AREQ", "SRSP"};
    private static final int LONGEST = 120;

    enum Directions {
        BOTH,
        /** It builds such a message, but does not read the adapter's side of it. */
        WRITES,
        /** It reads such a message, but does not build the adapter's side of it. */
        READS
    }

    /** One message of every kind that it knows, with random values. */
    static List<HerdsmanWords> all(SplittableRandom random) {
        int a = random.nextInt(256);
        int b = random.nextInt(256);
        int c = random.nextInt(256);
        int d = random.nextInt(256);
        int e = random.nextInt(256);
        int wide = random.nextInt(0x10000);
        int other = random.nextInt(0x10000);
        long widest = random.nextLong(1L << 32);
        ShortAddress address = new ShortAddress(random.nextInt(0x10000));
        ShortAddress second = new ShortAddress(random.nextInt(0x10000));
        Eui64 node = new Eui64(random.nextLong());
        Eui64 parent = new Eui64(random.nextLong());
        Bytes data = data(random, random.nextInt(LONGEST));
        List<Integer> list = random.ints(random.nextInt(20), 0, 0x10000).boxed().toList();
        List<Integer> otherList =
                random.ints(random.nextInt(20), 0, 0x10000).boxed().toList();
        return List.of(
                both(new SysPing(), "SYS", "ping"),
                both(new SysPingResponse(wide), "SYS", "ping", "capabilities", wide),
                both(new SysVersion(), "SYS", "version"),
                both(
                        new SysVersionResponse(a, b, c, d, e, leastFirst(widest)),
                        "SYS",
                        "version",
                        "transportrev",
                        a,
                        "product",
                        b,
                        "majorrel",
                        c,
                        "minorrel",
                        d,
                        "maintrel",
                        e,
                        "revision",
                        widest),
                both(new SysResetRequest(a), "SYS", "resetReq", "type", a),
                both(
                        new SysResetIndication(a, b, c, d, e, a),
                        "SYS",
                        "resetInd",
                        "reason",
                        a,
                        "transportrev",
                        b,
                        "productid",
                        c,
                        "majorrel",
                        d,
                        "minorrel",
                        e,
                        "hwrev",
                        a),
                both(new UtilGetDeviceInfo(), "UTIL", "getDeviceInfo"),
                both(
                        new UtilGetDeviceInfoResponse(a, node, address, b, c, list),
                        "UTIL",
                        "getDeviceInfo",
                        "status",
                        a,
                        "ieeeaddr",
                        node,
                        "shortaddr",
                        address,
                        "devicetype",
                        b,
                        "devicestate",
                        c,
                        "numassocdevices",
                        list.size(),
                        "assocdeviceslist",
                        list),
                both(new BdbSetChannel(a, widest), "APP_CNF", "bdbSetChannel", "isPrimary", a, "channel", widest),
                both(new BdbStartCommissioning(a), "APP_CNF", "bdbStartCommissioning", "mode", a),
                both(new ZdoStartupFromApp(wide), "ZDO", "startupFromApp", "startdelay", wide),
                both(new StatusResponse(MtId.ZDO_STARTUP_RESPONSE, a), "ZDO", "startupFromApp", "status", a),
                both(new ZdoStateChange(a), "ZDO", "stateChangeInd", "state", a),
                both(new ZdoExtNwkInfo(), "ZDO", "extNwkInfo"),
                both(
                        new ZdoExtNwkInfoResponse(address, a, wide, second, node, parent, b, Bytes.EMPTY),
                        "ZDO",
                        "extNwkInfo",
                        "shortaddr",
                        address,
                        "devstate",
                        a,
                        "panid",
                        wide,
                        "parentaddr",
                        second,
                        "extendedpanid",
                        node,
                        "parentextaddr",
                        parent,
                        "channel",
                        b),
                new HerdsmanWords(
                        new ZdoIeeeAddrRequest(address, 0, a),
                        Directions.WRITES,
                        words("SREQ", "ZDO", "ieeeAddrReq", "shortaddr", address, "reqtype", 0, "startindex", a)),
                new HerdsmanWords(
                        new ZdoPermitJoin(a, address, b, 1),
                        Directions.WRITES,
                        words(
                                "SREQ",
                                "ZDO",
                                "mgmtPermitJoinReq",
                                "addrmode",
                                a,
                                "dstaddr",
                                address,
                                "duration",
                                b,
                                "tcsignificance",
                                1)),
                new HerdsmanWords(
                        new ZdoIeeeAddrResponse(0, node, address, Bytes.of((byte) 0, (byte) 0)),
                        Directions.READS,
                        zdo(
                                "ieeeAddrRsp",
                                "eui64",
                                node,
                                "nwkAddress",
                                address,
                                "startIndex",
                                0,
                                "assocDevList",
                                List.of())),
                new HerdsmanWords(
                        new ZdoEndDeviceAnnounce(address, second, node, a),
                        Directions.READS,
                        announcement(address, second, node, a)),
                both(
                        new ZdoTcDevice(address, node, second),
                        "ZDO",
                        "tcDeviceInd",
                        "nwkaddr",
                        address,
                        "extaddr",
                        node,
                        "parentaddr",
                        second),
                both(
                        new ZdoLeave(address, node, a, b, c),
                        "ZDO",
                        "leaveInd",
                        "srcaddr",
                        address,
                        "extaddr",
                        node,
                        "request",
                        a,
                        "removechildren",
                        b,
                        "rejoin",
                        c),
                both(
                        new AfRegister(a, wide, other, b, c, list, otherList),
                        "AF",
                        "register",
                        "endpoint",
                        a,
                        "appprofid",
                        wide,
                        "appdeviceid",
                        other,
                        "appdevver",
                        b,
                        "latencyreq",
                        c,
                        "appnuminclusters",
                        list.size(),
                        "appinclusterlist",
                        list,
                        "appnumoutclusters",
                        otherList.size(),
                        "appoutclusterlist",
                        otherList),
                both(new StatusResponse(MtId.AF_REGISTER_RESPONSE, a), "AF", "register", "status", a),
                both(
                        new AfDataRequest(address, a, b, wide, c, d, e, data),
                        "AF",
                        "dataRequest",
                        "dstaddr",
                        address,
                        "destendpoint",
                        a,
                        "srcendpoint",
                        b,
                        "clusterid",
                        wide,
                        "transid",
                        c,
                        "options",
                        d,
                        "radius",
                        e,
                        "len",
                        data.length(),
                        "data",
                        data),
                both(new StatusResponse(MtId.AF_DATA_RESPONSE, a), "AF", "dataRequest", "status", a),
                both(
                        new AfDataRequestExt(a, node, b, wide, c, other, d, e, a, data),
                        "AF",
                        "dataRequestExt",
                        "dstaddrmode",
                        a,
                        "dstaddr",
                        node,
                        "destendpoint",
                        b,
                        "dstpanid",
                        wide,
                        "srcendpoint",
                        c,
                        "clusterid",
                        other,
                        "transid",
                        d,
                        "options",
                        e,
                        "radius",
                        a,
                        "len",
                        data.length(),
                        "data",
                        data),
                both(new StatusResponse(MtId.AF_DATA_EXT_RESPONSE, a), "AF", "dataRequestExt", "status", a),
                both(new AfDataConfirm(a, b, c), "AF", "dataConfirm", "status", a, "endpoint", b, "transid", c),
                both(
                        new AfIncoming(wide, other, address, a, b, c, d, e, widest, a, data, Bytes.EMPTY),
                        "AF",
                        "incomingMsg",
                        "groupid",
                        wide,
                        "clusterid",
                        other,
                        "srcaddr",
                        address,
                        "srcendpoint",
                        a,
                        "dstendpoint",
                        b,
                        "wasbroadcast",
                        c,
                        "linkquality",
                        d,
                        "securityuse",
                        e,
                        "timestamp",
                        widest,
                        "transseqnumber",
                        a,
                        "len",
                        data.length(),
                        "data",
                        data),
                both(
                        new AfIncomingExt(wide, other, a, node, b, wide, c, d, e, a, widest, b, data, Bytes.EMPTY),
                        "AF",
                        "incomingMsgExt",
                        "groupid",
                        wide,
                        "clusterid",
                        other,
                        "srcaddrmode",
                        a,
                        "srcaddr",
                        node,
                        "srcendpoint",
                        b,
                        "srcpanid",
                        wide,
                        "dstendpoint",
                        c,
                        "wasbroadcast",
                        d,
                        "linkquality",
                        e,
                        "securityuse",
                        a,
                        "timestamp",
                        widest,
                        "transseqnumber",
                        b,
                        "len",
                        data.length(),
                        "data",
                        data));
    }

    private static HerdsmanWords both(MtMessage ours, String subsystem, String command, Object... fields) {
        return new HerdsmanWords(
                ours, Directions.BOTH, words(TYPES[ours.id().cmd0() >> 5], subsystem, command, fields));
    }

    private static JSONObject words(String type, String subsystem, String command, Object... fields) {
        return new JSONObject()
                .put("type", type)
                .put("subsystem", subsystem)
                .put("command", command)
                .put("payload", fields(fields));
    }

    /** What comes from a node's own ZigBee device object stands beside its status. */
    private static JSONObject zdo(String command, Object... fields) {
        JSONObject words = words("AREQ", "ZDO", command);
        words.getJSONObject("payload").put("zdo", new JSONArray().put(0).put(fields(fields)));
        return words;
    }

    private static JSONObject announcement(ShortAddress source, ShortAddress address, Eui64 node, int capabilities) {
        String[] bits = {
            "alternatePANCoordinator",
            "deviceType",
            "powerSource",
            "rxOnWhenIdle",
            "reserved1",
            "reserved2",
            "securityCapability",
            "allocateAddress"
        };
        JSONObject each = new JSONObject();
        for (int i = 0; i < bits.length; i++) {
            each.put(bits[i], capabilities >> i & 1);
        }
        JSONObject words = zdo("endDeviceAnnceInd", "nwkAddress", address, "eui64", node, "capabilities", each);
        words.getJSONObject("payload").put("srcaddr", source.value());
        return words;
    }

    private static JSONObject fields(Object... namesAndValues) {
        JSONObject fields = new JSONObject();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i].toString(), field(namesAndValues[i + 1]));
        }
        return fields;
    }

    private static Object field(Object value) {
        if (value instanceof Eui64 eui) {
            return "0x" + HexFormat.of().toHexDigits(eui.value());
        }
        if (value instanceof ShortAddress address) {
            return address.value();
        }
        if (value instanceof Bytes bytes) {
            return bytes.toHex();
        }
        return value instanceof List<?> list ? new JSONArray(list) : value;
    }

    private static Bytes data(SplittableRandom random, int length) {
        byte[] octets = new byte[length];
        random.nextBytes(octets);
        return Bytes.of(octets);
    }

    private static Bytes leastFirst(long value) {
        return Bytes.of((byte) value, (byte) (value >> 8), (byte) (value >> 16), (byte) (value >> 24));
    }
}
