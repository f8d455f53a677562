package dev.dormouse.gateway.cli;

import dev.dormouse.gateway.StartException;
import dev.dormouse.gateway.config.ConfigException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns what stopped a command into a message and an exit code, without a stack trace where people can help themselves. */
final class Refusals implements IExecutionExceptionHandler {

    static final int FAILED = 1;
    static final int WRONG_CONFIGURATION = 3;

    @Override
    public int handleExecutionException(Exception exception, CommandLine command, ParseResult arguments) {
        PrintWriter err = command.getErr();
        if (exception instanceof ConfigException refusal) {
            refusal.problems().forEach(err::println);
            int count = refusal.problems().size();
            err.println("The configuration is refused: " + (count == 1 ? "1 problem." : count + " problems."));
            err.flush();
            return WRONG_CONFIGURATION;
        }
        if (exception instanceof StartException refusal) {
            err.println("Dormouse cannot start: " + refusal.getMessage());
        } else {
            exception.printStackTrace(err);
        }
        err.flush();
        return FAILED;
    }
}
