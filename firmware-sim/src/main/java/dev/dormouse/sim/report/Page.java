package dev.dormouse.sim.report;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/** The page with the plots: one file that needs nothing else, not even a network. */
final class Page {
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/1.6.30/dist/";

    private Page() {}

    static String of(String title, String json) throws IOException {
        return resource("/dev/dormouse/sim/report/page.html")
                .replace("@TITLE@", title.replace("&", "&amp;").replace("<", "&lt;"))
                .replace("@UPLOT_CSS@", resource(UPLOT + "uPlot.min.css"))
                .replace("@UPLOT_JS@", resource(UPLOT + "uPlot.iife.min.js"))
                .replace("@SCRIPT@", resource("/dev/dormouse/sim/report/page.js"))
                .replace("@DATA@", json);
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the distribution is incomplete: " + name + " is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
