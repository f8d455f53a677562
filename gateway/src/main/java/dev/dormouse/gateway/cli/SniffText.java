package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.dialect.Dialect;
import dev.dormouse.gateway.envelope.Unopened;
import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.radio.FrameTrace;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.PrintWriter;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;

/** What goes over a link, a line each: frames with their time, the packets in them indented. */
final class SniffText implements DatagramLink.Receiver, FrameTrace, Unopened {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);
    private static final String INDENT = "             ";

    private final PrintWriter out;
    private final Dialect dialect;

    SniffText(PrintWriter out, Dialect dialect) {
        this.out = out;
        this.dialect = dialect;
    }

    @Override
    public void frame(Direction direction, byte[] frame, String description) {
        String arrow = direction == Direction.FROM_ADAPTER ? "← " : "→ ";
        out.println(time() + " " + arrow + HexFormat.of().formatHex(frame) + "  " + description);
        out.flush();
    }

    private static String time() {
        return TIME.format(LocalTime.now(ZoneId.systemDefault()));
    }

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        out.println(INDENT + from.text() + ": " + dialect.describe(datagram));
        out.flush();
    }

    @Override
    public void dropped(LinkAddress from, Reason reason, ByteBuf datagram) {
        out.println(INDENT + from.text() + ": envelope "
                + reason.name().toLowerCase(Locale.ROOT).replace('_', ' ') + " " + ByteBufUtil.hexDump(datagram));
        out.flush();
    }

    @Override
    public void onLinkState(boolean up, String detail) {
        out.println(time() + (up ? " up: " : " down: ") + detail);
        out.flush();
    }
}
