package dev.dormouse.gateway.reception;

import dev.dormouse.gateway.envelope.Unopened;
import dev.dormouse.gateway.trace.Counters;
import dev.dormouse.gateway.trace.PacketTrace;
import dev.dormouse.link.LinkAddress;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.util.concurrent.atomic.LongAdder;

/** Counts and traces the envelopes of one link that are not opened. */
final class UnopenedEnvelopes implements Unopened {
    private final String link;
    private final PacketTrace trace;
    private final LongAdder malformed;
    private final LongAdder nested;
    private final LongAdder notAllowed;

    UnopenedEnvelopes(String link, Counters counters, PacketTrace trace) {
        this.link = link;
        this.trace = trace;
        this.malformed = counters.named("dropped: envelope malformed");
        this.nested = counters.named("dropped: envelope in an envelope");
        this.notAllowed = counters.named("dropped: forwarder not allowed");
    }

    @Override
    public void dropped(LinkAddress from, Reason reason, ByteBuf datagram) {
        LongAdder counter =
                switch (reason) {
                    case MALFORMED -> malformed;
                    case NESTED -> nested;
                    case NOT_ALLOWED -> notAllowed;
                };
        counter.increment();
        if (trace.isEnabled()) {
            trace.received(link, from.text(), "-", () -> "unopened (" + reason + ") " + ByteBufUtil.hexDump(datagram));
        }
    }
}
