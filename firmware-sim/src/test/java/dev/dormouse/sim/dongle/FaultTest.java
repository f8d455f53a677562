package dev.dormouse.sim.dongle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.codec.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTest {
    private final Timeline time = new Timeline();
    private final List<Bytes> written = new ArrayList<>();
    private static final Bytes FRAME = Bytes.ofHex("C00217C0");

    @Test
    void faultsAreReadWithStartLengthAndShare() {
        assertEquals(new Fault(FaultKind.BUSY, 10_000, 15_000, 1), Fault.parse("busy@10s+5s"));
        assertEquals(new Fault(FaultKind.STATUS_LOST, 0, Timeline.NEVER, 0.1), Fault.parse("status-lost*0.1"));
        assertEquals(new Fault(FaultKind.RESET, 500, Timeline.NEVER, 1), Fault.parse("reset@500ms"));
        assertEquals(Fault.always(FaultKind.OCTETWISE), Fault.parse("octetwise"));
    }

    @Test
    void whatIsNoFaultIsRefusedWithTheChoice() {
        Exception refusal = assertThrows(IllegalArgumentException.class, () -> Fault.parse("busi"));
        assertTrue(String.valueOf(refusal.getMessage()).contains("status-wrong-id"), refusal.getMessage());
        assertThrows(IllegalArgumentException.class, () -> Fault.parse("busy@10"));
        assertThrows(IllegalArgumentException.class, () -> Fault.parse("busy*7"));
    }

    @Test
    void aFaultHitsFromItsStartUntilItsEnd() {
        FaultScript script = script("busy@10s+5s");
        time.advanceTo(9999);
        assertFalse(script.hits(FaultKind.BUSY));
        time.advanceTo(10_000);
        assertTrue(script.hits(FaultKind.BUSY));
        assertFalse(script.hits(FaultKind.RESET));
        time.advanceTo(15_000);
        assertFalse(script.hits(FaultKind.BUSY));
    }

    @Test
    void octetwiseAWriteIsOneOctet() {
        wire("octetwise").write(FRAME);
        assertEquals(4, written.size());
        assertEquals(FRAME, all());
    }

    @Test
    void coalescedSeveralFramesComeInTwoWritesAndNoneIsLost() {
        FaultyWire wire = wire("coalesced");
        for (int i = 0; i < 5; i++) {
            wire.write(FRAME);
        }
        assertTrue(written.isEmpty());
        time.advanceTo(100);
        assertEquals(2, written.size());
        assertEquals(FRAME.toHex().repeat(5), all().toHex());
    }

    @Test
    void aCorruptFrameDiffersInOneOctet() {
        wire("corrupt").write(FRAME);
        int different = 0;
        for (int i = 0; i < FRAME.length(); i++) {
            different += FRAME.at(i) == all().at(i) ? 0 : 1;
        }
        assertEquals(1, different);
    }

    @Test
    void garbageStandsBeforeTheFrame() {
        wire("garbage").write(FRAME);
        assertTrue(all().length() > FRAME.length());
        assertTrue(all().toHex().endsWith(FRAME.toHex()));
    }

    private Bytes all() {
        StringBuilder hex = new StringBuilder();
        written.forEach(octets -> hex.append(octets.toHex()));
        return Bytes.ofHex(hex.toString());
    }

    private FaultyWire wire(String fault) {
        return new FaultyWire(written::add, script(fault), time);
    }

    private FaultScript script(String fault) {
        return new FaultScript(List.of(Fault.parse(fault)), time, 1);
    }
}
