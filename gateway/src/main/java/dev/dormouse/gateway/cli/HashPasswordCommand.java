package dev.dormouse.gateway.cli;

import dev.dormouse.uplink.embedded.PasswordHash;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dormouse hash-password}. Asks without showing what is typed, or reads one line where there is no terminal. */
@Command(
        name = "hash-password",
        description = "Reads a password and prints its hash, for [broker.users] of the configuration.",
        mixinStandardHelpOptions = true,
        footerHeading = "%nExamples:%n",
        footer = {"  dormouse hash-password", "  printf '%%s\\n' \"$PASSWORD\" | dormouse hash-password"})
final class HashPasswordCommand implements Callable<Integer> {
    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        CommandLine command = Objects.requireNonNull(spec).commandLine();
        char[] password = read();
        if (password.length == 0) {
            throw new CommandLine.ParameterException(command, "The password is empty.");
        }
        PrintWriter out = command.getOut();
        out.println(PasswordHash.hash(password));
        out.flush();
        Arrays.fill(password, '\0');
        return 0;
    }

    @SuppressWarnings("SystemConsoleNull") // from JDK 22 on the console reads redirected input as well
    private static char[] read() throws IOException {
        Console console = System.console();
        if (console != null) {
            char[] typed = console.readPassword("Password: ");
            return typed == null ? new char[0] : typed;
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String line = in.readLine();
        return line == null ? new char[0] : line.toCharArray();
    }
}
