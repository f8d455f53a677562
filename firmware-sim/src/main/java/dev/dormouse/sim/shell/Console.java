package dev.dormouse.sim.shell;

import org.jspecify.annotations.Nullable;

/** Where commands come from and answers go. */
public interface Console extends AutoCloseable {
    /** Whether a person sits there, who sees what went wrong and goes on. */
    boolean interactive();

    /** The next line; null at the end. */
    @Nullable
    String read(String prompt);

    /** Prints a line; from any thread, also while a line is read. */
    void say(String line);

    /** Prints what went wrong. */
    void complain(String line);

    @Override
    void close();
}
