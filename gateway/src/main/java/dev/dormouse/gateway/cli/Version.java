package dev.dormouse.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that a report of a fault should name. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        Properties versions = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream("version.properties")) {
            versions.load(Objects.requireNonNull(stream));
        }
        return new String[] {
            "dormouse " + versions.getProperty("dormouse"),
            "java     " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "netty    " + versions.getProperty("netty"),
        };
    }
}
