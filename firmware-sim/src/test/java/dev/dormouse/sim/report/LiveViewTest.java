package dev.dormouse.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.Oracle;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveViewTest {
    private static final List<Sample> SAMPLES = List.of(new Sample(2, 7, 2, 1, 20, 18, 1, 60, 40));

    private static String drawn(LiveView view, int times) throws Exception {
        Oracle oracle = new Oracle(Plans.of("[[groups]]", "name = \"d\"", "count = 10"));
        StringWriter text = new StringWriter();
        oracle.read(tally -> {
            tally.uplink().add(2500);
            for (int i = 0; i < times; i++) {
                PrintWriter out = new PrintWriter(text);
                view.draw(out, view.lines("running", 0.5, SAMPLES, tally, kind -> kind == Finding.Kind.LOST ? 3 : 0));
            }
        });
        return text.toString();
    }

    @Test
    void itTellsProgressStatesRatesLatenciesAndErrors() throws Exception {
        String view = drawn(new LiveView(false), 1);
        assertTrue(view.contains("running     [####################                    ]  50 %  2 s"), view);
        assertTrue(view.contains("devices     off 10"), view);
        assertTrue(view.contains("sent 10  arrived 9  datagrams up 30  down 20"), view);
        assertTrue(view.contains("longest 2.5 ms"), view);
        assertTrue(view.contains("broken      lost 3  duplicated 0"), view);
        assertFalse(view.contains("\u001b[31m"), view);
    }

    @Test
    void itIsDrawnOverItself() throws Exception {
        String view = drawn(new LiveView(false), 2);
        int lines = (int) view.chars().filter(each -> each == '\n').count() / 2;
        String again = "\u001b[" + lines + "A";
        assertEquals(view.substring(0, view.indexOf(again)), view.substring(view.indexOf(again) + again.length()));
    }

    @Test
    void brokenPromisesAreRedWhereColoursAreWanted() throws Exception {
        assertTrue(drawn(new LiveView(true), 1).contains("\u001b[31mlost 3"));
    }
}
