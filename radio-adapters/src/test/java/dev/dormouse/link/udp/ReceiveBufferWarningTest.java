package dev.dormouse.link.udp;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ReceiveBufferWarningTest {
    @Test
    void namesWhatWasAskedWhatWasGrantedAndTheRemedy() {
        assertEquals(
                "Link udp: asked for a receive buffer of 4194304 octets, the system granted 212992; bursts of datagrams may be"
                        + " lost. Remedy on Linux: sysctl -w net.core.rmem_max=4194304 and restart",
                ReceiveBufferWarning.text("udp", 4_194_304, 212_992));
    }
}
