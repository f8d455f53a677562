package dev.dormouse.sim.link;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Limits are told with what to do about them. */
class FileLimitsTest {
    private static final String LIMITS = """
            Limit                     Soft Limit           Hard Limit           Units
            Max open files            1024                 20000                files
            """;

    @Test
    void aFleetThatFitsMeetsNoObjection() {
        assertEquals(null, FileLimits.objection(700, LIMITS, "32768\t60999\n"));
        assertEquals(null, FileLimits.objection(700, "", ""));
    }

    @Test
    void tooFewFilesAreToldWithTheRemedy() {
        String objection = FileLimits.objection(18_000, LIMITS, "32768\t60999\n");
        assertNotNull(objection);
        assertTrue(objection.contains("may open 1024 files (hard limit 20000)"), objection);
        assertTrue(objection.contains("ulimit -n 18100"), objection);
    }

    @Test
    void allThatIsInTheWayIsToldAtOnce() {
        String objection = FileLimits.objection(30_000, LIMITS, "32768\t60999\n");
        assertNotNull(objection);
        assertTrue(objection.contains("ulimit -n 30100"), objection);
        assertTrue(objection.contains("there are 28232 ports"), objection);
    }

    @Test
    void tooFewPortsAreToldToo() {
        String objection = FileLimits.objection(30_000, "", "32768\t60999\n");
        assertNotNull(objection);
        assertTrue(objection.contains("ip_local_port_range"), objection);
    }
}
