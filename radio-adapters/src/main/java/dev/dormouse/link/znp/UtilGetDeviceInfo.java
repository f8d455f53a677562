package dev.dormouse.link.znp;

import dev.dormouse.link.frame.OctetReader;
import dev.dormouse.link.frame.OctetWriter;

/** Asks who the adapter is in its network. */
public record UtilGetDeviceInfo() implements MtMessage {
    static UtilGetDeviceInfo read(OctetReader in) {
        return new UtilGetDeviceInfo();
    }

    @Override
    public MtId id() {
        return MtId.UTIL_GET_DEVICE_INFO;
    }

    @Override
    public void writeBody(OctetWriter out) {}
}
