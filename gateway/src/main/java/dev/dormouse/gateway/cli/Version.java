package dev.dormouse.gateway.cli;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The versions that a report of a fault should name. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() throws IOException {
        return new String[] {
            "dormouse " + property("/dev/dormouse/gateway/cli/version.properties", "version"),
            "java     " + Runtime.version() + " (" + System.getProperty("java.vendor") + ")",
            "netty    " + property("/META-INF/io.netty.versions.properties", "netty-common.version"),
        };
    }

    private static String property(String resource, String key) throws IOException {
        Properties properties = new Properties();
        try (InputStream stream = Version.class.getResourceAsStream(resource)) {
            if (stream != null) {
                properties.load(stream);
            }
        }
        return properties.getProperty(key, "unknown");
    }
}
