package dev.dormouse.gateway.script;

import static dev.dormouse.gateway.script.Packets.*;
import static dev.dormouse.gateway.script.Upstream.*;

import dev.dormouse.gateway.Requirement;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each packet of the wire vectors meets the whole gateway: the invalid ones are treated as the file says, and harm nobody. */
class VectorScriptsTest extends Script {
    static Stream<Vector> undecodable() {
        return Vector.all().stream().filter(v -> v.layer().equals("codec") && !v.isForwarded());
    }

    static Stream<Vector> unacceptable() {
        return Vector.all().stream().filter(v -> v.layer().equals("protocol") && v.isForAGateway());
    }

    static Stream<Vector> valid() {
        return Vector.all().stream().filter(v -> v.valid() && v.isForAGateway());
    }

    static Stream<Vector> ofGateways() {
        return Vector.all().stream().filter(v -> v.direction().contains("gateway->"));
    }

    @BeforeEach
    void acceptEverything() {
        broker.acceptsEverything();
    }

    @ParameterizedTest
    @MethodSource("undecodable")
    @Requirement({"SN12-009", "SN12-010"})
    void dropsWhatCannotBeDecodedAndCountsIt(Vector vector) {
        at("S").says(vector.packet());
        at("S").hearsNothing();
        require(dropped() == 1, "it should be counted");
        connectedClean();
        clientSays(vector.packet());
        clientHearsNothing();
        require(dropped() == 2, "it should be counted");
        clientSays(pingreq());
        clientHears(pingresp());
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    @Requirement({
        "SN12-012",
        "SN12-013",
        "SN12-018",
        "SN12-019",
        "SN12-022",
        "SN12-025",
        "SN12-026",
        "SN12-117",
        "SN12-125"
    })
    void treatsWhatIsNotAcceptableFromAClientAsTheFileSays(Vector vector) {
        boolean inWillDialogue = vector.action().startsWith("abort the connect");
        if (inWillDialogue) {
            clientSays(connect(DEV1).clean().will());
            clientHears(willTopicReq());
        } else {
            connectedClean();
        }
        clientSays(vector.packet());
        Packet answer = answer(vector);
        if (answer == null) {
            clientHearsNothing();
            require(dropped() == 1, "it should be counted");
        } else {
            clientHears(answer);
        }
        brokerHearsNothing();
        clientSays(pingreq());
        clientHears(inWillDialogue ? disconnect() : pingresp());
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    @Requirement({"SN12-012", "SN12-058", "SN12-060"})
    void treatsWhatIsNotAcceptableFromAStrangerAsThat(Vector vector) {
        clientSays(vector.packet());
        Packet answer = answer(vector);
        if (vector.packet().type() == 0x07 || answer == null) {
            clientHearsNothing();
        } else {
            clientHears(vector.packet().type() == 0x04 ? answer : disconnect());
        }
        brokerHearsNothing();
        require(gateway().sessions() == 0, "no session should have come of it");
    }

    /** What the file says in words, as a packet. */
    private static @Nullable Packet answer(Vector vector) {
        String action = vector.action();
        Packet packet = vector.packet();
        if (action.startsWith("drop silently")) {
            return null;
        }
        int code = action.contains("0x02") ? 2 : 3;
        return switch (packet.type()) {
            case 0x04, 0x07 -> connack(code);
            case 0x0A -> regack(0, packet.twoAt(4), code);
            case 0x0C -> puback(packet.twoAt(3), packet.twoAt(5), code);
            case 0x12 -> suback(0, 0, packet.twoAt(3), code);
            case 0x1A -> willTopicResp(code);
            default -> throw new IllegalArgumentException(action);
        };
    }

    @ParameterizedTest
    @MethodSource("valid")
    @Requirement("SN12-004")
    void survivesAllValidPacketsInEachState(Vector vector) {
        at("S").says(vector.packet());
        at("C").says(connect("c").will());
        at("C").says(vector.packet());
        at("D").says(connect("d"), vector.packet());
        at("E").says(connect("e"), sleep(100), vector.packet());
        at("F").says(connect("f"), subscribe(1, "#").qos(1), sleep(100));
        brokerSays("f", delivery(1, "t", "x", 1));
        at("F").says(pingreq("f"), vector.packet());
        after(seconds(100_000));
        drain();
        for (String name : new String[] {"C", "D", "E", "F"}) {
            at(name).says(connect("x" + name).clean());
            at(name).hears(connack(0));
        }
        drain();
    }

    @ParameterizedTest
    @MethodSource("ofGateways")
    @Requirement("SN12-012")
    void ignoresWhatOnlyGatewaysSay(Vector vector) {
        int type = vector.packet().type();
        boolean clientsSayItToo = (type >= 0x0A && type <= 0x10) || (type >= 0x16 && type <= 0x18);
        if (clientsSayItToo || !vector.valid()) {
            return;
        }
        at("S").says(vector.packet());
        connectedClean();
        clientSays(vector.packet());
        clientHearsNothing();
        clientSays(pingreq());
        clientHears(pingresp());
    }

    private void drain() {
        for (String name : new String[] {"A", "B", "C", "D", "E", "F", "S"}) {
            while (link.poll(new At(name)) != null) {
                // Whatever it was, it kept the rules that the link checks.
            }
        }
        brokerHearsAnything();
    }

    private long dropped() {
        return counters.nonZero().entrySet().stream()
                .filter(e -> e.getKey().startsWith("dropped"))
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
    }
}
