package dev.dormouse.sim.shell;

import java.io.IOException;
import java.util.List;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.completer.StringsCompleter;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jspecify.annotations.Nullable;

/** A terminal: lines can be edited and called back, and what a device hears is printed above the line that is being typed. */
public final class LineConsole implements Console {
    private final Terminal terminal;
    private final LineReader reader;

    /** Takes the terminal of this process. */
    public LineConsole(List<String> commands) throws IOException {
        terminal = TerminalBuilder.builder().system(true).dumb(true).build();
        reader = LineReaderBuilder.builder()
                .terminal(terminal)
                .appName("dormouse-sim")
                .completer(new StringsCompleter(commands))
                .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
                .build();
    }

    @Override
    public boolean interactive() {
        return true;
    }

    /** Ctrl-C begins the line anew, Ctrl-D ends. */
    @Override
    public @Nullable String read(String prompt) {
        try {
            return reader.readLine(prompt);
        } catch (UserInterruptException e) {
            return "";
        } catch (EndOfFileException e) {
            return null;
        }
    }

    @Override
    public void say(String line) {
        reader.printAbove(line);
    }

    @Override
    public void complain(String line) {
        reader.printAbove(line);
    }

    @Override
    public void close() {
        try {
            terminal.close();
        } catch (IOException e) {
            // The terminal is gone: nobody is there to be told.
            return;
        }
    }
}
