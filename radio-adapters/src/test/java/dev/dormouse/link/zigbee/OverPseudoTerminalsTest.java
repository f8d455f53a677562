package dev.dormouse.link.zigbee;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.link.DatagramLink;
import dev.dormouse.link.LinkAddress;
import dev.dormouse.link.Outcome;
import dev.dormouse.link.radio.AdapterOnLine;
import dev.dormouse.link.radio.Radio;
import dev.dormouse.link.radio.RadioDriver;
import dev.dormouse.link.radio.RadioLink;
import dev.dormouse.link.radio.SendingRules;
import dev.dormouse.link.serial.LineSettings;
import dev.dormouse.link.serial.PortChoice;
import dev.dormouse.link.serial.PseudoTerminals;
import dev.dormouse.link.serial.SerialLine;
import dev.dormouse.link.xbee.Module;
import dev.dormouse.link.xbee.XBeeDriver;
import dev.dormouse.link.xbee.XBeeOptions;
import dev.dormouse.link.znp.Coordinator;
import dev.dormouse.link.znp.ZnpDriver;
import dev.dormouse.link.znp.ZnpOptions;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Both kinds of ZigBee adapters as links on a real line: twenty nodes that echo what they are sent, and a plug that is pulled. */
@Timeout(120)
final class OverPseudoTerminalsTest implements DatagramLink.Receiver {
    private static final int NODES = 20;

    private final EventLoop loop = new DefaultEventLoop();
    private final EventLoop farLoop = new DefaultEventLoop();
    private final List<String> states = new CopyOnWriteArrayList<>();
    private final Map<String, String> heard = new ConcurrentHashMap<>();
    private final Map<String, Outcome> outcomes = new ConcurrentHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // set by JUnit
    private Path directory;

    @SuppressWarnings("NullAway.Init") // set before each test
    private PseudoTerminals cable;

    @BeforeEach
    void plugIn() throws IOException {
        assumeTrue(PseudoTerminals.areAvailable(), "needs socat on the PATH");
        cable = new PseudoTerminals(directory);
        cable.plugIn();
    }

    @AfterEach
    void stop() throws IOException {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        farLoop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
        if (cable != null) {
            cable.close();
        }
    }

    @Override
    public void onDatagram(LinkAddress from, ByteBuf datagram) {
        heard.put(from.text(), ByteBufUtil.hexDump(datagram));
    }

    @Override
    public void onOutcome(LinkAddress to, Outcome outcome) {
        outcomes.put(to.text(), outcome);
    }

    @Override
    public void onLinkState(boolean up, String detail) {
        states.add(up ? "up" : "down");
    }

    private SerialLine line(String device, EventLoop itsLoop) {
        return new SerialLine("test", new PortChoice.AtPath(device), LineSettings.defaults(), itsLoop);
    }

    @Test
    void an_xbee_module_carries_datagrams_both_ways_and_comes_back() throws IOException {
        SerialLine far = line(cable.adapterEnd(), farLoop);
        AdapterOnLine end = new AdapterOnLine(
                far, octets -> octets.length < 3 ? 0 : 4 + ((octets[1] & 0xFF) << 8) + (octets[2] & 0xFF));
        Module module = new Module(end, 1);
        farLoop.execute(() -> end.start(() -> {
            for (String request : module.answersAndHears()) {
                module.says("8b" + request.substring(2, 4) + "1234000000");
                module.says("90" + request.substring(4, 20) + "fffe01" + request.substring(28));
            }
        }));
        carriesAndComesBack(radio -> new XBeeDriver(radio, XBeeOptions.defaults()), far);
    }

    @Test
    void a_z_stack_coordinator_carries_datagrams_both_ways_and_comes_back() throws IOException {
        SerialLine far = line(cable.adapterEnd(), farLoop);
        AdapterOnLine end = new AdapterOnLine(far, octets -> octets.length < 2 ? 0 : 5 + (octets[1] & 0xFF));
        Coordinator coordinator = new Coordinator(end);
        farLoop.execute(() -> end.start(() -> {
            for (String request : coordinator.answers()) {
                if (request.startsWith("2402")) {
                    coordinator.says("448000e8" + request.substring(34, 36));
                    coordinator.says("448200001100" + request.substring(4, 22) + "e80000e8006e003322110007"
                            + request.substring(40) + "34121d");
                }
            }
        }));
        carriesAndComesBack(radio -> new ZnpDriver(radio, ZnpOptions.defaults()), far);
    }

    private void carriesAndComesBack(Function<Radio, RadioDriver> driver, SerialLine far) throws IOException {
        RadioLink link = new RadioLink(
                "test",
                loop,
                line(cable.gatewayEnd(), loop),
                SendingRules.withTimeToLive(Duration.ofSeconds(30)),
                driver);
        link.start(this);
        awaitStates(List.of("up"));
        everyNodeEchoes(link);

        cable.unplug();
        await().atMost(Duration.ofSeconds(20)).until(() -> states.contains("down"));
        cable.plugIn();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> states.get(states.size() - 1).equals("up"));
        everyNodeEchoes(link);

        link.close();
        farLoop.submit(far::close).syncUninterruptibly();
    }

    private void awaitStates(List<String> expected) {
        await().atMost(Duration.ofSeconds(30)).until(() -> states.equals(expected));
    }

    private void everyNodeEchoes(RadioLink link) {
        heard.clear();
        outcomes.clear();
        List<Eui64> nodes = IntStream.range(0, NODES)
                .mapToObj(node -> new Eui64(0x0013a20040a1b200L + node))
                .toList();
        for (Eui64 node : nodes) {
            link.send(node, Unpooled.wrappedBuffer(new byte[] {3, 0x7E, (byte) node.value(), (byte) 0xFE}));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> outcomes.size() == NODES && heard.size() == NODES);
        for (Eui64 node : nodes) {
            assertEquals(Outcome.DELIVERED, outcomes.get(node.text()));
            assertEquals("037e%02xfe".formatted(node.value() & 0xFF), heard.get(node.text()));
        }
    }
}
