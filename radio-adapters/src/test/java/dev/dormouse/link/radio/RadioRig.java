package dev.dormouse.link.radio;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A radio link on a {@link ScriptedLine} in virtual time, and what its receiver heard. */
public final class RadioRig implements DatagramLink.Receiver {
    public final ScriptedLine line = new ScriptedLine();
    public final RadioLink link;

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<String> heard = new ArrayList<>();

    public RadioRig(SendingRules rules, Function<Radio, RadioDriver> driver) {
        clock.freezeTime();
        link = new RadioLink("radio", clock.eventLoop(), line, rules, driver);
        link.start(this);
        clock.runPendingTasks();
    }

    /** A link whose datagrams live for eight seconds. */
    public RadioRig(Function<Radio, RadioDriver> driver) {
        this(SendingRules.withTimeToLive(Duration.ofSeconds(8)), driver);
    }

    public void after(Duration time) {
        clock.advanceTimeBy(time.toNanos(), TimeUnit.NANOSECONDS);
        clock.runScheduledPendingTasks();
    }

    public void send(LinkAddress to, String hex) {
        link.send(to, buffer(hex));
        clock.runPendingTasks();
    }

    public void broadcast(String hex, int radius) {
        link.broadcast(buffer(hex), radius);
        clock.runPendingTasks();
    }

    public CompletionStage<JoinAnswer> permitJoin(int seconds) {
        CompletionStage<JoinAnswer> answer = link.permitJoin(seconds);
        clock.runPendingTasks();
        return answer;
    }

    private static ByteBuf buffer(String hex) {
        return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    /**
     * What the receiver has heard since the last call, a line each: {@code from ADDRESS: HEX}, {@code ADDRESS: OUTCOME}, {@code up: …} or
     * {@code down: …}.
     */
    public List<String> hears() {
        List<String> all = List.copyOf(heard);
        heard.clear();
        return all;
    }

    public long count(String name) {
        return link.counts().getOrDefault(name, 0L) + link.traffic().getOrDefault(name, 0L);
    }

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        heard.add("from " + from.text() + ": " + ByteBufUtil.hexDump(datagram));
    }

    @Override
    public void onOutcome(LinkAddress to, Outcome outcome) {
        heard.add(to.text() + ": " + outcome);
    }

    @Override
    public void onLinkState(boolean up, String detail) {
        heard.add((up ? "up: " : "down: ") + detail);
    }
}
