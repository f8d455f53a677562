package dev.dormouse.sim.shell;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Lines in and lines out: a pipe or a file. */
public final class PlainConsole implements Console {
    private final BufferedReader in;
    private final PrintWriter out;
    private final PrintWriter errors;

    public PlainConsole(BufferedReader in, PrintWriter out, PrintWriter errors) {
        this.in = in;
        this.out = out;
        this.errors = errors;
    }

    @Override
    public boolean interactive() {
        return false;
    }

    @Override
    public @Nullable String read(String prompt) {
        try {
            return in.readLine();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read commands", e);
        }
    }

    @Override
    public synchronized void say(String line) {
        out.println(line);
        out.flush();
    }

    @Override
    public synchronized void complain(String line) {
        errors.println(line);
        errors.flush();
    }

    @Override
    public void close() {}
}
