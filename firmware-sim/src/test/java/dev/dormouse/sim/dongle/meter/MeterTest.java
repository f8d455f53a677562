package dev.dormouse.sim.dongle.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dormouse.codec.Bytes;
import dev.dormouse.sim.dongle.MiniGateway;
import dev.dormouse.sim.dongle.Node;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeterTest {
    private final MiniGateway gateway = new MiniGateway();
    private final List<String> journal = new ArrayList<>();
    private final List<String> sent = new ArrayList<>();
    private boolean reachable = true;

    @Test
    void itSearchesConnectsPublishesSleepsAndFetches() {
        gateway.queue("one");
        gateway.queue("two");
        play(new MeterOptions("m", 1000, 2, 5000, 1, 3000, 4, true), 7000);
        assertEquals(
                List.of(
                        "1000 searched",
                        "1000 connected",
                        "1000 published m-1",
                        "1000 published m-2",
                        "1000 asleep",
                        "6000 heard one",
                        "6000 heard two",
                        "6000 asleep"),
                journal);
        assertEquals(List.of("one", "two"), gateway.acknowledged());
    }

    @Test
    void anUnansweredRequestIsRepeatedAndThenItConnectsAnew() {
        reachable = false;
        play(new MeterOptions("m", 0, 1, 5000, 0, 3000, 2, false), 12_000);
        String connect = "07040001" + "0078" + "6d";
        assertEquals(List.of("0 " + connect, "3000 " + connect, "6000 " + connect, "12000 " + connect), sent);
        assertEquals(List.of("9000 failed CONNECT not answered"), journal);
    }

    /** Answers come at once. */
    private void play(MeterOptions options, long until) {
        List<Bytes> answers = new ArrayList<>();
        long[] now = {0};
        Meter meter =
                new Meter(options, (name, event, detail) -> journal.add((now[0] + " " + event + " " + detail).strip()));
        meter.start(
                new Node.Radio() {
                    @Override
                    public void send(Bytes datagram) {
                        sent.add(now[0] + " " + datagram.toHex());
                        if (reachable) {
                            answers.addAll(gateway.answer(datagram));
                        }
                    }

                    @Override
                    public void broadcast(Bytes datagram) {
                        send(datagram);
                    }

                    @Override
                    public void wake() {
                        throw new IllegalStateException("a meter wakes by its own clock only");
                    }
                },
                0);
        while (meter.nextPoll() <= until) {
            now[0] = meter.nextPoll();
            meter.poll(now[0]);
            while (!answers.isEmpty()) {
                meter.hear(answers.remove(0), now[0]);
            }
        }
    }
}
