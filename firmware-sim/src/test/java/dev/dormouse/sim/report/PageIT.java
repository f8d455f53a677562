package dev.dormouse.sim.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.dormouse.sim.fleet.FleetPlan;
import dev.dormouse.sim.fleet.Plans;
import dev.dormouse.sim.link.DeafPort;
import dev.dormouse.sim.oracle.Finding;
import dev.dormouse.sim.oracle.Oracle;
import dev.dormouse.sim.run.Clock;
import dev.dormouse.sim.run.FarEnd;
import dev.dormouse.sim.run.Fleet;
import dev.dormouse.sim.run.Unit;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The report in headless Chromium. Without it these tests are skipped, but not where CI is set. */
class PageIT {
    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final int PLOTS = 9;
    private static final int PATIENCE = 120;

    /** Counts the canvases on which something has a colour: axes and grid are grey. Written into a copy of the page. */
    private static final String VERDICT = """
            <script>
            setTimeout(() => {
              const coloured = canvas => {
                const dots = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let found = 0;
                for (let i = 0; i < dots.length; i += 4) {
                  const dot = [dots[i], dots[i + 1], dots[i + 2]];
                  found += dots[i + 3] > 0 && Math.max(...dot) - Math.min(...dot) > 40 ? 1 : 0;
                }
                return found > 50;
              };
              const drawn = [...document.querySelectorAll('canvas')].filter(coloured).length;
              document.body.setAttribute('data-verdict', 'drawn: ' + drawn);
            }, 500);
            </script>
            </body>
            """;

    @TempDir
    private Path folder = Path.of("");

    private String page = "";
    private String console = "";

    @BeforeAll
    static void aBrowser() {
        boolean there = Files.isExecutable(CHROMIUM);
        assertTrue(there || !"true".equals(System.getenv("CI")), "chromium is missing: see .ci/run");
        assumeTrue(there, "no chromium");
    }

    private void open(boolean withData, String script) throws Exception {
        report(withData).write(folder);
        String html = Files.readString(folder.resolve("report.html"));
        Path copy = Files.writeString(folder.resolve("copy.html"), html.replace("</body>", script + VERDICT));
        Path dom = folder.resolve("dom");
        Path log = folder.resolve("log");
        Process chromium = new ProcessBuilder(
                        CHROMIUM.toString(),
                        "--headless",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--user-data-dir=" + folder.resolve("profile"),
                        "--enable-logging=stderr",
                        "--virtual-time-budget=5000",
                        "--dump-dom",
                        copy.toUri().toString())
                .redirectOutput(dom.toFile())
                .redirectError(log.toFile())
                .start();
        try {
            assertTrue(chromium.waitFor(PATIENCE, TimeUnit.SECONDS), "chromium does not end");
        } finally {
            chromium.destroyForcibly().waitFor();
        }
        page = Files.readString(dom);
        console = String.join(
                "\n",
                Files.readAllLines(log).stream()
                        .filter(line -> line.contains("CONSOLE"))
                        .toList());
    }

    private static Report report(boolean withData) throws Exception {
        FleetPlan plan = Plans.of("[[groups]]", "name = \"d\"", "count = 10");
        Oracle oracle = new Oracle(plan);
        Unit.Surroundings around =
                new Unit.Surroundings(new Clock(), (device, ear) -> new DeafPort(), oracle, FarEnd.SILENT);
        Unit unit = new Fleet(plan, around.clock(), 0, 1, group -> around, 1)
                .units()
                .get(0);
        Recorder recorder = new Recorder(oracle, () -> 60_000_000, new PrintWriter(Writer.nullWriter()), null);
        for (int i = 1; withData && i <= 60; i++) {
            recorder.samples().add(new Sample(i, 7, 2, 1, 20L * i, 19L * i, i, 30L * i * (1 + i % 3), 25L * i));
            long micros = 1000L * i * i;
            oracle.datagram(unit, i % 2 == 0, 20, micros);
            oracle.read(tally -> {
                tally.uplink().add(micros);
                tally.downlink().add(2 * micros);
                tally.wakeDuration().add(3 * micros);
            });
        }
        Finding finding = new Finding(
                Finding.Kind.LOST,
                "</script><b>d-1",
                "message 0, number 1",
                1,
                1,
                "did not arrive",
                List.of("a packet"));
        return new Report(plan, oracle, withData ? List.of(finding) : List.of(), recorder, 1, 1);
    }

    private String verdict() {
        int at = page.indexOf("data-verdict=\"");
        return at < 0 ? "none: " + page : page.substring(at).split("\"", 3)[1];
    }

    @Test
    void allPlotsAreDrawnAndTheConsoleIsSilent() throws Exception {
        open(true, "");
        assertEquals("drawn: " + PLOTS, verdict());
        assertEquals("", console);
        assertTrue(page.contains("LOST: &lt;/script&gt;&lt;b&gt;d-1"), page);
    }

    @Test
    void aRunInWhichNothingHappenedHasAReportToo() throws Exception {
        open(false, "");
        assertEquals("drawn: 0", verdict());
        assertEquals("", console);
    }

    @Test
    void aMistakeOfThePageWouldBeSeen() throws Exception {
        open(true, "<script>document.querySelector('canvas').width = 10; nobody.knows();</script>");
        assertEquals("drawn: " + (PLOTS - 1), verdict());
        assertTrue(console.contains("nobody is not defined"), console);
    }
}
