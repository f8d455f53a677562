package dev.dormouse.gateway.dialect.v12;

import dev.dormouse.codec.v12.ReturnCode;
import dev.dormouse.uplink.ReasonCode;

/** Between the four return codes of 1.2 §5.3.10 and the reasons of MQTT 5 (I-51, I-54). */
final class V12Reasons {
    private V12Reasons() {}

    /** What a client means by a code; reserved ones are final (SN12-024). */
    static ReasonCode heard(ReturnCode code) {
        if (code.equals(ReturnCode.ACCEPTED)) {
            return ReasonCode.SUCCESS;
        }
        if (code.equals(ReturnCode.CONGESTION)) {
            return ReasonCode.SERVER_BUSY;
        }
        return code.equals(ReturnCode.INVALID_TOPIC_ID)
                ? ReasonCode.TOPIC_ALIAS_INVALID
                : ReasonCode.IMPLEMENTATION_SPECIFIC_ERROR;
    }

    /** For CONNACK, REGACK, WILLTOPICRESP and WILLMSGRESP, in which no topic id can be wrong. */
    static ReturnCode plain(ReasonCode reason) {
        if (!reason.isRefusal()) {
            return ReturnCode.ACCEPTED;
        }
        return reason.isTemporary() ? ReturnCode.CONGESTION : ReturnCode.NOT_SUPPORTED;
    }

    /** For SUBACK: "invalid topic id" only where an id was sent; for a name it would make clients register again. */
    static ReturnCode ofSubscribe(ReasonCode reason) {
        return reason.equals(ReasonCode.TOPIC_ALIAS_INVALID) ? ReturnCode.INVALID_TOPIC_ID : plain(reason);
    }

    /** For PUBACK. */
    static ReturnCode ofPublish(ReasonCode reason) {
        return reason.equals(ReasonCode.TOPIC_NAME_INVALID) ? ReturnCode.INVALID_TOPIC_ID : ofSubscribe(reason);
    }
}
