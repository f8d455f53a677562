package dev.dormouse.link.radio;

import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes datagrams as they are and waits for the test to say what became of them; node c takes two octets, others 60. */
final class ScriptedDriver implements RadioDriver {
    final Deque<Sending> underWay = new ArrayDeque<>();
    final List<Sending> givenUp = new ArrayList<>();
    private @Nullable Radio radio;
    int window = 2;
    int windowPerNodeWithLate = 1;

    RadioDriver with(Radio given) {
        radio = given;
        return this;
    }

    Radio radio() {
        return Objects.requireNonNull(radio);
    }

    @Override
    public void onOpen() {
        radio().up("scripted");
    }

    @Override
    public void onOctets(byte[] octets) {
        radio().received(new Node("a"), octets);
    }

    @Override
    public void onLost() {
        underWay.clear();
    }

    @Override
    public void transmit(Sending sending) {
        underWay.add(sending);
        radio().write(sending.datagram());
    }

    @Override
    public int window() {
        return window;
    }

    @Override
    public int windowPerNodeWithLate() {
        return windowPerNodeWithLate;
    }

    @Override
    public Duration patience(Sending sending) {
        return Duration.ofSeconds(45);
    }

    @Override
    public void onGivenUp(Sending sending) {
        givenUp.add(sending);
    }

    @Override
    public int largestDatagram(LinkAddress to) {
        return to.text().equals("c") ? 2 : 60;
    }

    @Override
    public int largestBroadcast() {
        return 4;
    }

    @Override
    public @Nullable LinkAddress address(String text) {
        return null;
    }

    void settles(Outcome outcome) {
        radio().settle(underWay.remove(), outcome);
    }

    /** An address that is only its text. */
    record Node(String text) implements LinkAddress {}
}
