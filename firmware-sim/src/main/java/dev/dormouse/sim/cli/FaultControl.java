package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.DongleRunner;
import dev.dormouse.sim.dongle.FaultKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine;

/** Begins and ends faults as the lines of standard input say; a thread of its own reads them. */
final class FaultControl {
    private static final Pattern BEGIN = Pattern.compile("begin +(?<kind>\\S+)( +(?<length>\\S+))?");
    private static final Pattern END = Pattern.compile("end +(?<kind>\\S+)");

    private final DongleRunner runner;
    private final PrintWriter complaints;

    FaultControl(DongleRunner runner, PrintWriter complaints) {
        this.runner = runner;
        this.complaints = complaints;
    }

    void start() {
        Thread reader = new Thread(this::read, "fault control");
        reader.setDaemon(true);
        reader.start();
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                obey(line.strip());
            }
        } catch (IOException e) {
            complaints.println("dormouse-sim: standard input cannot be read: " + e.getMessage());
        }
    }

    private void obey(String line) {
        Matcher begin = BEGIN.matcher(line);
        Matcher end = END.matcher(line);
        try {
            if (end.matches()) {
                runner.fault(FaultKind.of(end.group("kind")), false);
            } else if (!begin.matches()) {
                complaints.println("Write begin FAULT, begin FAULT TIME or end FAULT, not \"" + line + "\"");
            } else if (begin.group("length") == null) {
                runner.fault(FaultKind.of(begin.group("kind")), true);
            } else {
                Duration length = new DurationConverter().convert(begin.group("length"));
                runner.fault(FaultKind.of(begin.group("kind")), length.toMillis());
            }
        } catch (IllegalArgumentException | CommandLine.TypeConversionException e) {
            complaints.println(e.getMessage());
        }
    }
}
