package dev.dormouse.sim.cli;

import dev.dormouse.sim.dongle.DongleRunner;
import dev.dormouse.sim.dongle.FaultKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.Charset;

/** Begins and ends faults as the lines of standard input say; a thread of its own reads them. */
final class FaultControl {
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
        boolean begins = line.startsWith("begin ");
        if (!begins && !line.startsWith("end ")) {
            complaints.println("Write begin FAULT or end FAULT, not \"" + line + "\"");
            return;
        }
        try {
            runner.fault(FaultKind.of(line.substring(line.indexOf(' ')).strip()), begins);
        } catch (IllegalArgumentException e) {
            complaints.println(e.getMessage());
        }
    }
}
