package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.config.Quantities;
import java.time.Duration;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations on the command line, written as in the configuration. */
final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
        return Duration.ofMillis(Quantities.millis(text)
                .orElseThrow(
                        () -> new TypeConversionException("\"" + text + "\" is no time; write 500ms, 10s, 5m or 1h")));
    }
}
