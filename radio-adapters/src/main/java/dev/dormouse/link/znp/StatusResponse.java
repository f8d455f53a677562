package dev.dormouse.link.znp;

import dev.dormouse.link.frame.OctetWriter;

/**
 * The response to one of the requests that are answered by no more than a status.
 *
 * @param id which of them
 * @param status 0 is success, else {@link ZStatus}
 */
public record StatusResponse(MtId id, int status) implements MtMessage {
    @Override
    public void writeBody(OctetWriter out) {
        out.u8(status);
    }
}
