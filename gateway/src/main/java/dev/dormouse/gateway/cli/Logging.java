package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.LogConfig;
import dev.dormouse.gateway.trace.PacketTrace;
import java.util.Locale;
import org.tinylog.configuration.Configuration;
import org.tinylog.jul.JulTinylogBridge;

/** Sets the logger up. Must run before the first event is logged, for tinylog reads its configuration only once. */
final class Logging {

    private static final String FORMAT = "{date: yyyy-MM-dd HH:mm:ss.SSS} {level|min-size=5} {message}";

    private Logging() {}

    static void setUp(LogConfig log) {
        String level = log.level().name().toLowerCase(Locale.ROOT);
        boolean quieterThanTrace = log.level().compareTo(LogConfig.Level.INFO) > 0;
        Configuration.set("level", log.trace() && quieterThanTrace ? "info" : level);
        Configuration.set("writer.level", level);
        if (log.trace()) {
            Configuration.set("writer.tag", "-");
            Configuration.set("writerTrace", "console");
            Configuration.set("writerTrace.tag", PacketTrace.TAG);
            Configuration.set("writerTrace.format", FORMAT);
        }
        if (log.file() != null) {
            Configuration.set("writerFile", "file");
            Configuration.set("writerFile.file", log.file().toString());
            Configuration.set("writerFile.append", "true");
            Configuration.set("writerFile.charset", "UTF-8");
            Configuration.set("writerFile.format", FORMAT);
        }
        JulTinylogBridge.activate();
    }
}
